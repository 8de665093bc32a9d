import type { channelAccessToken, messagingApi } from '@line/bot-sdk';
import type { LineMessage } from '@chatloom/engine';
import { done, type GatewayChannel, having, type LineCaller, pathSegment } from './createLineCaller';
import type { CallOutcome, SendOutcome } from './sendOutcome';

/** One message to everybody, or to those a recipient and filter describe (FACTS §12). */
export interface BroadcastRequest {
  messages: LineMessage[];
  notificationDisabled?: boolean;
}
export interface NarrowcastRequest extends BroadcastRequest {
  /** Audiences, joined by and/or/not. */
  recipient?: messagingApi.Recipient;
  /** Demographic filter. */
  filter?: messagingApi.Filter;
  limit?: messagingApi.Limit;
}
/** Ways of sending whose numbers LINE counts per day. */
export type DeliveryKind = 'reply' | 'push' | 'multicast' | 'broadcast';

/** What concerns the account as a whole: sends to many, follower ids, counts, account linking. */
export interface AccountCalls {
  /** Paid, to all friends. 60 an hour. `retryKey` as for `push`. */
  broadcast(channel: GatewayChannel, request: BroadcastRequest, retryKey: string): Promise<SendOutcome>;
  /** Paid, to a part of the friends; 202, worked off by LINE. `requestId` of the outcome leads to `narrowcastProgress`. 60 an hour. */
  narrowcast(channel: GatewayChannel, request: NarrowcastRequest, retryKey: string): Promise<SendOutcome>;
  /** Readable for 14 days. */
  narrowcastProgress(channel: GatewayChannel, requestId: string): Promise<CallOutcome<messagingApi.NarrowcastProgressResponse>>;
  /** How many messages were sent in this way on a day, `date` as yyyyMMdd in UTC+9; ready on the next day. */
  deliveryCount(channel: GatewayChannel, kind: DeliveryKind, date: string): Promise<CallOutcome<messagingApi.NumberOfMessagesResponse>>;
  /** Up to 1,000 ids; `next` (valid for 24 hours) leads to the page after. 403 for accounts that are not verified. */
  followerIds(channel: GatewayChannel, page: { limit: number; start?: string }): Promise<CallOutcome<messagingApi.GetFollowersResponse>>;
  /** Names of aggregation units used this month. */
  aggregationUnits(channel: GatewayChannel, page: { limit: number; start?: string }): Promise<CallOutcome<messagingApi.GetAggregationUnitNameListResponse>>;
  /** A token for joining this person with an account of ours: 10 minutes, one use (FACTS §13). */
  linkToken(channel: GatewayChannel, userId: string): Promise<CallOutcome<messagingApi.IssueLinkTokenResponse>>;
}

/** Builds the calls; see `AccountCalls`. */
export function accountCalls({ call, send }: LineCaller): AccountCalls {
  return {
    broadcast: (channel, json, retryKey) => send(channel, 'keyed', { endpoint: 'broadcast', method: 'POST', path: '/v2/bot/message/broadcast', json, retryKey }),
    narrowcast: (channel, json, retryKey) => send(channel, 'keyed', { endpoint: 'narrowcast', method: 'POST', path: '/v2/bot/message/narrowcast', json, retryKey }),
    narrowcastProgress: (channel, requestId) =>
      call(
        channel,
        { endpoint: 'narrowcastProgress', method: 'GET', path: `/v2/bot/message/progress/narrowcast?${new URLSearchParams({ requestId }).toString()}` },
        having<messagingApi.NarrowcastProgressResponse>('phase', 'string'),
      ),
    deliveryCount: (channel, kind, date) =>
      call(
        channel,
        { endpoint: 'deliveryCount', method: 'GET', path: `/v2/bot/message/delivery/${kind}?${new URLSearchParams({ date }).toString()}` },
        having<messagingApi.NumberOfMessagesResponse>('status', 'string'),
      ),
    followerIds: (channel, page) =>
      call(channel, { endpoint: 'followerIds', method: 'GET', path: `/v2/bot/followers/ids?${pageOf(page)}` }, having<messagingApi.GetFollowersResponse>('userIds', 'object')),
    aggregationUnits: (channel, page) =>
      call(
        channel,
        { endpoint: 'aggregationUnits', method: 'GET', path: `/v2/bot/message/aggregation/list?${pageOf(page)}` },
        having<messagingApi.GetAggregationUnitNameListResponse>('customAggregationUnits', 'object'),
      ),
    linkToken: (channel, userId) =>
      call(
        channel,
        { endpoint: 'linkToken', method: 'POST', path: `/v2/bot/user/${pathSegment(userId)}/linkToken` },
        having<messagingApi.IssueLinkTokenResponse>('linkToken', 'string'),
      ),
  };
}

/** Tokens of a channel. Nothing here needs a token, so `bucket` only names whose rate it is. */
export interface TokenCalls {
  /** A stateless token by channel id and secret: 15 minutes, any number of them, cannot be revoked (FACTS §14). */
  issueStateless(bucket: string, credentials: ChannelCredentials): Promise<CallOutcome<channelAccessToken.IssueStatelessChannelAccessTokenResponse>>;
  /** A token v2.1 by a signed JWT: at most 30 days, 30 of them at once (FACTS §14). */
  issueByAssertion(bucket: string, assertion: string): Promise<CallOutcome<channelAccessToken.IssueChannelAccessTokenResponse>>;
  /** Whose a long- or short-lived token is, and for how long; 400 when it is not valid. */
  verify(bucket: string, accessToken: string): Promise<CallOutcome<channelAccessToken.VerifyChannelAccessTokenResponse>>;
  /** Ends a long- or short-lived token. */
  revoke(bucket: string, accessToken: string): Promise<CallOutcome<true>>;
}
export interface ChannelCredentials {
  /** The channel's id at LINE, ten digits or so. */
  channelId: string;
  channelSecret: string;
}

/** Builds the calls; see `TokenCalls`. */
export function tokenCalls({ call }: LineCaller): TokenCalls {
  const post = (path: string, fields: Record<string, string>) =>
    ({ endpoint: 'tokens', method: 'POST', path, anonymous: true, bytes: { body: Buffer.from(new URLSearchParams(fields).toString()), contentType: 'application/x-www-form-urlencoded' } }) as const;
  return {
    issueStateless: (bucket, { channelId, channelSecret }) =>
      call(
        nobody(bucket),
        post('/oauth2/v3/token', { grant_type: 'client_credentials', client_id: channelId, client_secret: channelSecret }),
        having<channelAccessToken.IssueStatelessChannelAccessTokenResponse>('access_token', 'string'),
      ),
    issueByAssertion: (bucket, assertion) =>
      call(
        nobody(bucket),
        post('/oauth2/v2.1/token', { grant_type: 'client_credentials', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion }),
        having<channelAccessToken.IssueChannelAccessTokenResponse>('access_token', 'string'),
      ),
    verify: (bucket, accessToken) =>
      call(nobody(bucket), post('/v2/oauth/verify', { access_token: accessToken }), having<channelAccessToken.VerifyChannelAccessTokenResponse>('client_id', 'string')),
    revoke: (bucket, accessToken) => call(nobody(bucket), post('/v2/oauth/revoke', { access_token: accessToken }), done),
  };
}

function nobody(bucket: string): GatewayChannel {
  return { id: bucket, accessToken: '' };
}

function pageOf({ limit, start }: { limit: number; start?: string }): string {
  return new URLSearchParams({ limit: String(limit), ...(start === undefined ? {} : { start }) }).toString();
}
