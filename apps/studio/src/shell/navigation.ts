import { IconChartBar, IconConfetti, IconHome, IconLayoutGrid, IconRoute, IconSettings, IconSpeakerphone, IconUsers, type Icon } from '@tabler/icons-react';

/** One place of the rail. `label` is a key of `common`. */
export interface NavigationItem {
  to: '/b/$botId' | '/b/$botId/flows' | '/b/$botId/menus' | '/b/$botId/people' | '/b/$botId/campaigns' | '/b/$botId/games' | '/b/$botId/line' | '/b/$botId/settings';
  label: string;
  icon: Icon;
  exact?: boolean;
  /** Has a place on the bar of narrow windows; there is room for four besides "More". */
  onBar?: boolean;
}

/** The rail from top to bottom; the last one stands apart. Only what exists. */
export const NAVIGATION: NavigationItem[] = [
  { to: '/b/$botId', label: 'nav.home', icon: IconHome, exact: true, onBar: true },
  { to: '/b/$botId/flows', label: 'nav.flows', icon: IconRoute, onBar: true },
  { to: '/b/$botId/menus', label: 'nav.menus', icon: IconLayoutGrid },
  { to: '/b/$botId/people', label: 'nav.people', icon: IconUsers, onBar: true },
  { to: '/b/$botId/campaigns', label: 'nav.campaigns', icon: IconSpeakerphone, onBar: true },
  { to: '/b/$botId/games', label: 'nav.games', icon: IconConfetti },
  { to: '/b/$botId/line', label: 'nav.line', icon: IconChartBar },
  { to: '/b/$botId/settings', label: 'nav.settings', icon: IconSettings },
];
