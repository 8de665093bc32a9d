import { accountRoutes } from './account';
import { bingoRoutes } from './bingo';
import { bookingRoutes } from './booking';
import { botRoutes } from './bot';
import { calendarRoutes } from './calendar';
import { campaignRoutes } from './campaign';
import { channelRoutes } from './channel';
import { contactRoutes } from './contact';
import { contactImportRoutes } from './contactImport';
import { conversationRoutes } from './conversation';
import { drawRoutes } from './draw';
import { fieldRoutes } from './field';
import { flowRoutes } from './flow';
import { friendSourceRoutes } from './friendSource';
import { gameRefusalRoutes } from './gameRefusal';
import { groupRoutes } from './group';
import { personRoutes } from './person';
import { personalPageRoutes } from './personalPage';
import { phoneRoutes } from './phone';
import { pictureRoutes } from './picture';
import { pollRoutes } from './poll';
import { publicPageRoutes } from './publicPage';
import { richMenuRoutes } from './richMenu';
import type { RouteShape } from './route';
import { shopRoutes } from './shop';
import { stampCardRoutes } from './stampCard';
import { tagRoutes } from './tag';
import { segmentRoutes } from './segment';
import { seriesRoutes } from './series';
import { timerRoutes } from './timer';
import { topicRoutes } from './topic';
import { voucherRoutes } from './voucher';

/**
 * Every route of the REST API by its operation id. The server validates by it, the studio's client calls by it, the
 * OpenAPI document is made from it; a spec holds it against the server's router.
 */
export const Routes = {
  ...personRoutes,
  ...botRoutes,
  ...bookingRoutes,
  ...bingoRoutes,
  ...drawRoutes,
  ...channelRoutes,
  ...flowRoutes,
  ...conversationRoutes,
  ...contactRoutes,
  ...tagRoutes,
  ...fieldRoutes,
  ...contactImportRoutes,
  ...friendSourceRoutes,
  ...gameRefusalRoutes,
  ...groupRoutes,
  ...personalPageRoutes,
  ...phoneRoutes,
  ...pictureRoutes,
  ...richMenuRoutes,
  ...pollRoutes,
  ...publicPageRoutes,
  ...calendarRoutes,
  ...campaignRoutes,
  ...accountRoutes,
  ...segmentRoutes,
  ...seriesRoutes,
  ...topicRoutes,
  ...timerRoutes,
  ...shopRoutes,
  ...voucherRoutes,
  ...stampCardRoutes,
} as const satisfies Record<string, RouteShape>;
export type RouteName = keyof typeof Routes;
