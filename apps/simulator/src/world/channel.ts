import { RateLimits } from '@chatloom/line';
import type { Coupon } from '../line/coupons';
import type { InsightKind } from '../line/insight';
import type { WebhookRecord } from '../webhooks/webhookRecord';
import { LINE_ENDPOINT_RATES, type LineEndpoint } from '../line/endpointRates';
import { Audiences } from './audiences';
import { Chat } from './chat';
import { calm, type Chaos } from './chaos';
import { ContentStore } from './contentStore';
import { Jobs } from './jobs';
import { LinkTokens } from './linkTokens';
import { Memberships } from './memberships';
import { MenuVisits } from './menuVisits';
import type { Narrowcast } from './narrowcast';
import { ReplyTokens } from './replyTokens';
import { RetryKeys } from './retryKeys';
import { RichMenus } from './richMenus';
import { Ring } from './ring';
import { Sends } from './sends';
import { type ChannelSettings } from './settings';
import { Usage } from './usage';

/** A person as one channel knows them. */
export interface SimUser {
  userId: string;
  displayName: string;
  /** BCP 47 */
  language?: string;
  pictureUrl?: string;
  statusMessage?: string;
  /** Has added the bot. */
  friend: boolean;
  blocked: boolean;
  /** When they last wrote to the bot in 1:1 chat; epoch ms. */
  lastWroteAt?: number;
  /** Whether group events carry the user ID; people must have consented (FACTS §5). */
  consents: boolean;
  /** When they became a friend; epoch ms. */
  friendSince?: number;
  /** What LINE estimates about them, for narrowcasts and insight (FACTS §12). */
  attributes?: UserAttributes;
}

/** LINE's own words: `ios`, `tw_01` … */
export interface UserAttributes {
  gender?: 'male' | 'female';
  /** Years. */
  age?: number;
  appType?: 'ios' | 'android';
  area?: string;
}

/** A group or an old multi-person room. */
export interface SimGroup {
  id: string;
  kind: 'group' | 'room';
  name: string;
  /** User IDs, without the bot. */
  members: Set<string>;
  /** The bot is a member. */
  joined: boolean;
  /** Of a room: the bot has not been told yet that it joined; that comes with the first thing that happens there (FACTS §5). */
  joinUntold?: boolean;
}

/** One API call as the inspector shows it. */
export interface RequestRecord {
  requestId: string;
  at: number;
  method: string;
  path: string;
  status: number;
  /** Of the request. */
  contentType?: string;
  /** First 16 KB of it; only their number for bytes. */
  request: string;
  response: string;
  retryKey?: string;
  /** Messages of the quota it cost. */
  cost?: number;
}

/** How much of the past is kept, per channel or chat. */
export interface Keep {
  bubbles: number;
  requests: number;
  webhooks: number;
}

/** A Messaging API channel with everything LINE would know about it. */
export class Channel {
  readonly users = new Map<string, SimUser>();
  readonly groups = new Map<string, SimGroup>();
  readonly chats = new Map<string, Chat>();
  readonly replyTokens = new ReplyTokens();
  readonly retryKeys = new RetryKeys();
  readonly usage = new Usage();
  readonly contents = new ContentStore();
  readonly richMenus = new RichMenus();
  readonly menuVisits = new MenuVisits();
  readonly sends = new Sends();
  readonly audiences = new Audiences();
  /** By request ID. */
  readonly narrowcasts = new Map<string, Narrowcast>();
  /** By coupon ID. */
  readonly coupons = new Map<string, Coupon>();
  readonly memberships = new Memberships();
  readonly linkTokens = new LinkTokens();
  /** Numbers of the driver, laid over what insight counts. */
  readonly insight = new Map<InsightKind, Record<string, unknown>>();
  readonly jobs = new Jobs();
  readonly webhooks: Ring<WebhookRecord>;
  readonly requests: Ring<RequestRecord>;
  chaos: Chaos = calm();
  private limits: RateLimits<LineEndpoint> | undefined;

  constructor(
    readonly id: string,
    private current: ChannelSettings,
    private readonly now: () => number,
    readonly keep: Keep,
  ) {
    this.webhooks = new Ring(keep.webhooks);
    this.requests = new Ring(keep.requests);
  }

  get settings(): ChannelSettings {
    return this.current;
  }
  set settings(settings: ChannelSettings) {
    if (settings.rateFactor !== this.current.rateFactor) this.limits = undefined;
    this.current = settings;
  }

  /** Takes one call of an endpoint's rate; false when LINE would answer 429. */
  allows(endpoint: LineEndpoint): boolean {
    const factor = this.current.rateFactor;
    if (factor === 0) return true;
    this.limits ??= new RateLimits(this.now, scaled(factor));
    return this.limits.take(this.id, endpoint) === 0;
  }

  /** The chat with a known person, group or room. */
  chat(id: string): Chat {
    let chat = this.chats.get(id);
    if (!chat) {
      chat = new Chat(id, this.groups.get(id)?.kind ?? 'user', this.keep.bubbles);
      this.chats.set(id, chat);
    }
    return chat;
  }

  /** Profile in the form of LINE's answer: absent values are left out. */
  profileOf(user: SimUser): Record<string, string> {
    const { userId, displayName, language, pictureUrl, statusMessage } = user;
    return {
      displayName,
      userId,
      ...(language !== undefined && { language }),
      ...(pictureUrl !== undefined && { pictureUrl }),
      ...(statusMessage !== undefined && { statusMessage }),
    };
  }
}

function scaled(factor: number): Record<LineEndpoint, { calls: number; perMs: number }> {
  return Object.fromEntries(
    Object.entries(LINE_ENDPOINT_RATES).map(([endpoint, rate]) => [endpoint, { calls: rate.calls * factor, perMs: rate.perMs }]),
  ) as Record<LineEndpoint, { calls: number; perMs: number }>;
}
