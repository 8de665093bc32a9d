import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { PageError, PageNotFound, WholePageError, WholePageNotFound } from './PageFallbacks';
import { BotLayout } from './BotLayout';
import { RootLayout } from './RootLayout';
import { botsQuery } from '../api/queries';
import { lastBotId } from './lastBot';
import { MENU_PANELS, type MenuPanelName } from '../screens/richMenus/panels';
import { PageSplash } from '../ui/PageSplash';

/** Tabs of the flow editor's right panel, kept in its address (`?panel=phone`). */
export type EditorPanel = (typeof PANELS)[number];
const PANELS = ['edit', 'phone', 'problems', 'history'] as const;
const panelOf = (search: Record<string, unknown>) => PANELS.find((panel) => panel === search['panel']);
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: RootLayout,
  notFoundComponent: WholePageNotFound,
  errorComponent: WholePageError,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  /** To the bot opened last, to the only one there is, or to making the first. */
  beforeLoad: async ({ context }) => {
    const { items } = await context.queryClient.ensureQueryData(botsQuery());
    const bot = items.find(({ id }) => id === lastBotId()) ?? items[0];
    throw bot ? redirect({ to: '/b/$botId', params: { botId: bot.id }, replace: true }) : redirect({ to: '/start', replace: true });
  },
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  validateSearch: (search): { template?: string; bot?: string } => ({ template: textOf(search['template']), bot: textOf(search['bot']) }),
  component: lazyRouteComponent(() => import('../screens/start/StartPage')),
  errorComponent: WholePageError,
});

const botRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/b/$botId',
  component: BotLayout,
  errorComponent: WholePageError,
  notFoundComponent: PageNotFound,
});

const homeRoute = createRoute({ getParentRoute: () => botRoute, path: '/', component: lazyRouteComponent(() => import('../screens/home/HomePage')) });
const flowsRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/flows',
  validateSearch: (search): { q?: string; show?: 'archived' } => ({ q: textOf(search['q']), show: search['show'] === 'archived' ? 'archived' : undefined }),
  component: lazyRouteComponent(() => import('../screens/flows/FlowsPage')),
});
const flowRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/flows/$flowId',
  validateSearch: (search): { node?: string; panel?: EditorPanel } => ({ node: textOf(search['node']), panel: panelOf(search) }),
  component: lazyRouteComponent(() => import('../editor/EditorPage')),
});
const menusRoute = createRoute({ getParentRoute: () => botRoute, path: '/menus' });
const menusIndexRoute = createRoute({ getParentRoute: () => menusRoute, path: '/', component: lazyRouteComponent(() => import('../screens/richMenus/MenusPage')) });
const newMenuRoute = createRoute({ getParentRoute: () => menusRoute, path: '/new', component: lazyRouteComponent(() => import('../screens/richMenus/NewMenuPage')) });
const menuRulesRoute = createRoute({ getParentRoute: () => menusRoute, path: '/rules', component: lazyRouteComponent(() => import('../screens/richMenus/RulesPage')) });
const menuRoute = createRoute({
  getParentRoute: () => menusRoute,
  path: '/$menuId',
  validateSearch: (search): { panel?: MenuPanelName; tab?: string } => ({ panel: MENU_PANELS.find((panel) => panel === search['panel']), tab: textOf(search['tab']) }),
  component: lazyRouteComponent(() => import('../screens/richMenus/DesignerPage')),
});
const phoneRoute = createRoute({ getParentRoute: () => botRoute, path: '/phone', component: lazyRouteComponent(() => import('./PhonePage')) });
const peopleRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/people',
  validateSearch: (search): { q?: string } => ({ q: textOf(search['q']) }),
  component: lazyRouteComponent(() => import('../screens/people/PeoplePage')),
});
const groupsRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/groups', component: lazyRouteComponent(() => import('../screens/people/GroupsPage')) });
const groupRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/groups/$channelId/$lineId', component: lazyRouteComponent(() => import('../screens/people/GroupPage')) });
const personRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/$contactId', component: lazyRouteComponent(() => import('../screens/people/PersonPage')) });

const lineRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/line',
  validateSearch: (search): { channel?: string } => ({ channel: textOf(search['channel']) }),
  component: lazyRouteComponent(() => import('../screens/insight/LineLayout')),
});
const insightRoute = createRoute({ getParentRoute: () => lineRoute, path: '/', component: lazyRouteComponent(() => import('../screens/insight/InsightPage')) });
const audiencesRoute = createRoute({ getParentRoute: () => lineRoute, path: '/audiences', component: lazyRouteComponent(() => import('../screens/audiences/AudiencesPage')) });
const couponsRoute = createRoute({ getParentRoute: () => lineRoute, path: '/coupons', component: lazyRouteComponent(() => import('../screens/coupons/CouponsPage')) });
const followersRoute = createRoute({ getParentRoute: () => lineRoute, path: '/followers', component: lazyRouteComponent(() => import('../screens/insight/FollowersPage')) });

const settingsRoute = createRoute({ getParentRoute: () => botRoute, path: '/settings', component: lazyRouteComponent(() => import('../screens/settings/SettingsLayout')) });
const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/b/$botId/settings/channels', params: { botId: params.botId }, replace: true });
  },
});
const botSettingsRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/bot', component: lazyRouteComponent(() => import('../screens/settings/BotSettingsPage')) });
const channelsRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/channels', component: lazyRouteComponent(() => import('../screens/channels/ChannelsPage')) });
const newChannelRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/channels/new', component: lazyRouteComponent(() => import('../screens/channels/ConnectPage')) });
const channelRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/channels/$channelId', component: lazyRouteComponent(() => import('../screens/channels/ChannelPage')) });
const meRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/me', component: lazyRouteComponent(() => import('../screens/settings/MePage')) });
const sessionsRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/sessions', component: lazyRouteComponent(() => import('../screens/settings/SessionsPage')) });
const tokensRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/tokens', component: lazyRouteComponent(() => import('../screens/settings/TokensPage')) });
const healthRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/health', component: lazyRouteComponent(() => import('../screens/settings/HealthPage')) });

const routeTree = rootRoute.addChildren([
  indexRoute,
  startRoute,
  botRoute.addChildren([
    homeRoute,
    flowsRoute,
    flowRoute,
    menusRoute.addChildren([menusIndexRoute, newMenuRoute, menuRulesRoute, menuRoute]),
    phoneRoute,
    peopleRoute,
    groupsRoute,
    groupRoute,
    personRoute,
    lineRoute.addChildren([insightRoute, audiencesRoute, couponsRoute, followersRoute]),
    settingsRoute.addChildren([settingsIndexRoute, botSettingsRoute, channelsRoute, newChannelRoute, channelRoute, meRoute, sessionsRoute, tokensRoute, healthRoute]),
  ]),
]);

/** The map of the studio (UX §2). Everything a page shows by choice is in its address. */
export const createStudioRouter = (queryClient: QueryClient) =>
  createRouter({ routeTree, context: { queryClient }, defaultPreload: 'intent', defaultPendingComponent: PageSplash, defaultErrorComponent: PageError, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>;
  }
}
