/** A limit of LINE: so many calls in so many ms. */
export interface Rate {
  calls: number;
  perMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** FACTS §2: what LINE allows per channel and endpoint, for the endpoints this gateway calls. */
export const LINE_RATES = {
  reply: { calls: 2_000, perMs: SECOND_MS },
  push: { calls: 2_000, perMs: SECOND_MS },
  multicast: { calls: 200, perMs: SECOND_MS },
  profile: { calls: 2_000, perMs: SECOND_MS },
  botInfo: { calls: 2_000, perMs: SECOND_MS },
  quota: { calls: 2_000, perMs: SECOND_MS },
  consumption: { calls: 2_000, perMs: SECOND_MS },
  getWebhookEndpoint: { calls: 1_000, perMs: MINUTE_MS },
  setWebhookEndpoint: { calls: 1_000, perMs: MINUTE_MS },
  testWebhookEndpoint: { calls: 60, perMs: HOUR_MS },
  messageContent: { calls: 2_000, perMs: SECOND_MS },
  showLoading: { calls: 100, perMs: SECOND_MS },
  markAsRead: { calls: 2_000, perMs: SECOND_MS },
  groupSummary: { calls: 2_000, perMs: SECOND_MS },
  groupMemberCount: { calls: 2_000, perMs: SECOND_MS },
  groupMemberProfile: { calls: 2_000, perMs: SECOND_MS },
  groupMemberIds: { calls: 2_000, perMs: SECOND_MS },
  groupLeave: { calls: 2_000, perMs: SECOND_MS },
  roomMemberCount: { calls: 2_000, perMs: SECOND_MS },
  roomMemberProfile: { calls: 2_000, perMs: SECOND_MS },
  roomMemberIds: { calls: 2_000, perMs: SECOND_MS },
  roomLeave: { calls: 2_000, perMs: SECOND_MS },
  broadcast: { calls: 60, perMs: HOUR_MS },
  narrowcast: { calls: 60, perMs: HOUR_MS },
  narrowcastProgress: { calls: 2_000, perMs: SECOND_MS },
  deliveryCount: { calls: 2_000, perMs: SECOND_MS },
  followerIds: { calls: 2_000, perMs: SECOND_MS },
  aggregationUnits: { calls: 2_000, perMs: SECOND_MS },
  linkToken: { calls: 2_000, perMs: SECOND_MS },
  tokens: { calls: 370, perMs: SECOND_MS },
  insightDeliveries: { calls: 60, perMs: HOUR_MS },
  insightFollowers: { calls: 60, perMs: HOUR_MS },
  insightDemographics: { calls: 60, perMs: HOUR_MS },
  insightMessageEvents: { calls: 60, perMs: HOUR_MS },
  insightUnitEvents: { calls: 60, perMs: HOUR_MS },
  insightRichMenuSummary: { calls: 60, perMs: HOUR_MS },
  insightRichMenuDaily: { calls: 60, perMs: HOUR_MS },
  audienceCreate: { calls: 60, perMs: MINUTE_MS },
  audienceAdd: { calls: 60, perMs: MINUTE_MS },
  audienceGet: { calls: 60, perMs: MINUTE_MS },
  audienceList: { calls: 60, perMs: MINUTE_MS },
  audienceDelete: { calls: 60, perMs: MINUTE_MS },
  coupons: { calls: 200, perMs: SECOND_MS },
  richMenuCreate: { calls: 100, perMs: HOUR_MS },
  richMenuDelete: { calls: 100, perMs: HOUR_MS },
  richMenuValidate: { calls: 2_000, perMs: SECOND_MS },
  richMenuList: { calls: 10, perMs: SECOND_MS },
  richMenuGet: { calls: 2_000, perMs: SECOND_MS },
  richMenuUpload: { calls: 2_000, perMs: SECOND_MS },
  richMenuGetDefault: { calls: 2_000, perMs: SECOND_MS },
  richMenuSetDefault: { calls: 2_000, perMs: SECOND_MS },
  richMenuCancelDefault: { calls: 2_000, perMs: SECOND_MS },
  richMenuAliasCreate: { calls: 2_000, perMs: SECOND_MS },
  richMenuAliasGet: { calls: 2_000, perMs: SECOND_MS },
  richMenuAliasUpdate: { calls: 2_000, perMs: SECOND_MS },
  richMenuAliasDelete: { calls: 100, perMs: HOUR_MS },
  richMenuOfUser: { calls: 2_000, perMs: SECOND_MS },
  richMenuLink: { calls: 2_000, perMs: SECOND_MS },
  richMenuUnlink: { calls: 2_000, perMs: SECOND_MS },
  richMenuBulkLink: { calls: 2_000, perMs: SECOND_MS },
  richMenuBulkUnlink: { calls: 2_000, perMs: SECOND_MS },
  richMenuBatch: { calls: 3, perMs: HOUR_MS },
  richMenuBatchProgress: { calls: 100, perMs: HOUR_MS },
} as const satisfies Record<string, Rate>;
export type GatewayEndpoint = keyof typeof LINE_RATES;

/**
 * Token buckets per channel and endpoint, full at first. They belong to one process: with several, LINE's own 429
 * tells, and `block` makes everyone of that bucket wait.
 */
export class RateLimits<Endpoint extends string = GatewayEndpoint> {
  private readonly buckets = new Map<string, { tokens: number; at: number; blockedUntil: number }>();

  constructor(
    private readonly now: () => number,
    private readonly rates: Readonly<Record<Endpoint, Rate>>,
  ) {}

  /** Takes a token. 0 when there was one, else the ms until there will be. */
  take(channelId: string, endpoint: Endpoint): number {
    const { calls, perMs } = this.rates[endpoint];
    const bucket = this.bucket(channelId, endpoint);
    const now = this.now();
    // A clock that was set back must not stop the flow.
    if (now < bucket.at) bucket.blockedUntil = 0;
    const passed = Math.max(0, now - bucket.at);
    bucket.tokens = Math.min(calls, bucket.tokens + (passed * calls) / perMs);
    bucket.at = now;
    if (bucket.blockedUntil > now) return bucket.blockedUntil - now;
    if (bucket.tokens < 1) return ((1 - bucket.tokens) * perMs) / calls;
    bucket.tokens -= 1;
    return 0;
  }

  /** LINE said "too fast": nobody of this bucket calls before `ms` have passed. */
  block(channelId: string, endpoint: Endpoint, ms: number): void {
    this.bucket(channelId, endpoint).blockedUntil = this.now() + ms;
  }

  private bucket(channelId: string, endpoint: Endpoint): { tokens: number; at: number; blockedUntil: number } {
    const key = `${endpoint}/${channelId}`;
    let bucket = this.buckets.get(key);
    if (!bucket) {
      bucket = { tokens: this.rates[endpoint].calls, at: this.now(), blockedUntil: 0 };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }
}
