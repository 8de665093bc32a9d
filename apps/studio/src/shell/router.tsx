import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { PageError, PageNotFound, WholePageError, WholePageNotFound } from './PageFallbacks';
import { BotLayout } from './BotLayout';
import { RootLayout } from './RootLayout';
import { botsQuery } from '../api/queries';
import { lastBotId } from './lastBot';
import { readSearch, type PeopleSearch } from '../screens/people/listState';
import { MENU_PANELS, type MenuPanelName } from '../screens/richMenus/panels';
import { RUN_TABS, type RunTab } from '../screens/campaigns/runTabs';
import { SEARCHABLE_STATES, type SearchableState } from '../screens/campaigns/searchableStates';
import { TIMER_KINDS, TIMER_STATES, type TimerKind, type TimerState } from '../screens/timers/timerKinds';
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
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../screens/people/PeoplePage')),
});
const segmentsRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/segments', component: lazyRouteComponent(() => import('../screens/segments/SegmentsPage')) });
const newSegmentRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/people/segments/new',
  validateSearch: (search): { filter?: PeopleSearch['filter'] } => ({ filter: readSearch(search).filter }),
  component: lazyRouteComponent(() => import('../screens/segments/NewSegmentPage')),
});
const segmentRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/segments/$segmentId', component: lazyRouteComponent(() => import('../screens/segments/SegmentPage')) });
const tagsRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/tags', component: lazyRouteComponent(() => import('../screens/people/TagsPage')) });
const fieldsRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/fields', component: lazyRouteComponent(() => import('../screens/people/FieldsPage')) });
const importRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/people/import',
  validateSearch: (search): { import?: string } => ({ import: textOf(search['import']) }),
  component: lazyRouteComponent(() => import('../screens/people/ImportPage')),
});
const sourcesRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/sources', component: lazyRouteComponent(() => import('../screens/people/SourcesPage')) });
const bookingsRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/people/bookings',
  validateSearch: (search): { day?: string } => ({ day: /^\d{4}-\d{2}-\d{2}$/.exec(String(search['day']))?.[0] }),
  component: lazyRouteComponent(() => import('../screens/people/BookingsPage')),
});
const groupsRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/groups', component: lazyRouteComponent(() => import('../screens/people/GroupsPage')) });
const groupRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/groups/$channelId/$lineId', component: lazyRouteComponent(() => import('../screens/people/GroupPage')) });
const personRoute = createRoute({ getParentRoute: () => botRoute, path: '/people/$contactId', component: lazyRouteComponent(() => import('../screens/people/PersonPage')) });

const campaignsRoute = createRoute({ getParentRoute: () => botRoute, path: '/campaigns' });
const campaignsIndexRoute = createRoute({
  getParentRoute: () => campaignsRoute,
  path: '/',
  validateSearch: (search): { q?: string; state?: SearchableState } => ({ q: textOf(search['q']), state: SEARCHABLE_STATES.find((state) => state === search['state']) }),
  component: lazyRouteComponent(() => import('../screens/campaigns/CampaignsPage')),
});
const campaignCalendarRoute = createRoute({
  getParentRoute: () => campaignsRoute,
  path: '/calendar',
  validateSearch: (search): { day?: string; view?: 'week' } => ({ day: /^\d{4}-\d{2}-\d{2}$/.exec(String(search['day']))?.[0], view: search['view'] === 'week' ? 'week' : undefined }),
  component: lazyRouteComponent(() => import('../screens/campaigns/CalendarPage')),
});
const seriesRoute = createRoute({ getParentRoute: () => botRoute, path: '/campaigns/series', component: lazyRouteComponent(() => import('../screens/series/SeriesPage')) });
const oneSeriesRoute = createRoute({ getParentRoute: () => botRoute, path: '/campaigns/series/$flowId', component: lazyRouteComponent(() => import('../screens/series/SeriesDetailPage')) });
const topicsRoute = createRoute({ getParentRoute: () => botRoute, path: '/campaigns/topics', component: lazyRouteComponent(() => import('../screens/topics/TopicsPage')) });
const topicRoute = createRoute({ getParentRoute: () => botRoute, path: '/campaigns/topics/$topicId', component: lazyRouteComponent(() => import('../screens/topics/TopicPage')) });
const timersRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/campaigns/timers',
  validateSearch: (search): { kind?: TimerKind; state?: TimerState } => ({ kind: TIMER_KINDS.find((kind) => kind === search['kind']), state: TIMER_STATES.find((state) => state === search['state']) }),
  component: lazyRouteComponent(() => import('../screens/timers/TimersPage')),
});
const campaignRoute = createRoute({
  getParentRoute: () => campaignsRoute,
  path: '/$campaignId',
  validateSearch: (search): { tab?: RunTab; run?: string } => ({ tab: RUN_TABS.find((tab) => tab === search['tab']), run: textOf(search['run']) }),
  component: lazyRouteComponent(() => import('../screens/campaigns/CampaignPage')),
});

const gamesRoute = createRoute({ getParentRoute: () => botRoute, path: '/games', component: lazyRouteComponent(() => import('../screens/games/GamesLayout')) });
const pollsRoute = createRoute({ getParentRoute: () => gamesRoute, path: '/', component: lazyRouteComponent(() => import('../screens/games/polls/PollsPage')) });
const bingoGamesRoute = createRoute({ getParentRoute: () => gamesRoute, path: '/bingo', component: lazyRouteComponent(() => import('../screens/games/bingo/BingoGamesPage')) });
const bingoGameRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/bingo/$gameId', component: lazyRouteComponent(() => import('../screens/games/bingo/BingoPage')) });
const drawsRoute = createRoute({ getParentRoute: () => gamesRoute, path: '/draws', component: lazyRouteComponent(() => import('../screens/games/draws/DrawsPage')) });
const drawRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/draws/$drawId', component: lazyRouteComponent(() => import('../screens/games/draws/DrawPage')) });
const vouchersRoute = createRoute({ getParentRoute: () => gamesRoute, path: '/vouchers', component: lazyRouteComponent(() => import('../screens/games/vouchers/VouchersPage')) });
const voucherRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/vouchers/$voucherId', component: lazyRouteComponent(() => import('../screens/games/vouchers/VoucherPage')) });
const counterRoute = createRoute({
  getParentRoute: () => botRoute,
  path: '/games/counter',
  validateSearch: (search): { shop?: string } => ({ shop: textOf(search['shop']) }),
  component: lazyRouteComponent(() => import('../screens/games/vouchers/CounterPage')),
});
const shopsRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/shops', component: lazyRouteComponent(() => import('../screens/games/vouchers/ShopsPage')) });
const stampCardsRoute = createRoute({ getParentRoute: () => gamesRoute, path: '/stamps', component: lazyRouteComponent(() => import('../screens/games/stamps/StampCardsPage')) });
const stampCardRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/stamps/$cardId', component: lazyRouteComponent(() => import('../screens/games/stamps/StampCardPage')) });
const pollRoute = createRoute({ getParentRoute: () => botRoute, path: '/games/polls/$pollId', component: lazyRouteComponent(() => import('../screens/games/polls/PollPage')) });

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
    segmentsRoute,
    newSegmentRoute,
    segmentRoute,
    tagsRoute,
    fieldsRoute,
    importRoute,
    sourcesRoute,
    bookingsRoute,
    groupsRoute,
    groupRoute,
    personRoute,
    seriesRoute,
    oneSeriesRoute,
    topicsRoute,
    topicRoute,
    timersRoute,
    campaignsRoute.addChildren([campaignsIndexRoute, campaignCalendarRoute, campaignRoute]),
    gamesRoute.addChildren([pollsRoute, bingoGamesRoute, drawsRoute, vouchersRoute, stampCardsRoute]),
    bingoGameRoute,
    pollRoute,
    drawRoute,
    voucherRoute,
    counterRoute,
    shopsRoute,
    stampCardRoute,
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
