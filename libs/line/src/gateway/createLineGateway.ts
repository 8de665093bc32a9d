import type { messagingApi } from '@line/bot-sdk';
import type { LineMessage } from '@chatloom/engine';
import { type AccountCalls, accountCalls, type TokenCalls, tokenCalls } from './accountCalls';
import { type AudienceCalls, audienceCalls } from './audienceCalls';
import { type CouponCalls, couponCalls } from './couponCalls';
import { type InsightCalls, insightCalls } from './insightCalls';
import { type ChatCalls, chatCalls } from './chatCalls';
import { type GroupCalls, groupCalls } from './groupCalls';
import { createLineCaller, done, type GatewayChannel, having, type LineGatewayOptions, pathSegment } from './createLineCaller';
import { type RichMenuCalls, richMenuCalls } from './richMenuCalls';
import { networkRetry, type CallOutcome, type SendOutcome } from './sendOutcome';

export interface ReplyRequest {
  replyToken: string;
  /** 1-5 message objects. */
  messages: LineMessage[];
  notificationDisabled?: boolean;
}
export interface PushRequest {
  /** User, group or room. */
  to: string;
  messages: LineMessage[];
  notificationDisabled?: boolean;
  /** At most one name of 1-30 letters, digits and `_`; statistics are collected under it (FACTS §12). */
  customAggregationUnits?: string[];
}
export interface MulticastRequest {
  /** 1-500 user IDs. */
  to: string[];
  messages: LineMessage[];
  notificationDisabled?: boolean;
  customAggregationUnits?: string[];
}

/** Media a person sent, or why there is none. */
export type ContentOutcome =
  | CallOutcome<{ body: Buffer; contentType: string }>
  /** LINE is still converting a large file (202); ask again. */
  | { kind: 'preparing' }
  /** Unsent by the person (410). */
  | { kind: 'gone' }
  /** Larger than `maxBytes`. */
  | { kind: 'tooLarge' };

/**
 * The only way to LINE. Every call ends in an outcome; nothing is thrown for what LINE or the network does.
 * Calls are not repeated here: who calls decides when, by the outcome, `nextRetryDelay` and the stored retry key.
 */
export interface LineGateway {
  /** Free, once per reply token, no retry key. `unknown` means it may have been delivered. */
  reply(channel: GatewayChannel, request: ReplyRequest): Promise<SendOutcome>;
  /** Paid. `retryKey` is a UUID stored before the first attempt and used for every further one. */
  push(channel: GatewayChannel, request: PushRequest, retryKey: string): Promise<SendOutcome>;
  multicast(channel: GatewayChannel, request: MulticastRequest, retryKey: string): Promise<SendOutcome>;
  profile(channel: GatewayChannel, userId: string): Promise<CallOutcome<messagingApi.UserProfileResponse>>;
  botInfo(channel: GatewayChannel): Promise<CallOutcome<messagingApi.BotInfoResponse>>;
  /** `{type: 'none'}` or `{type: 'limited', value}`: messages a month. */
  quota(channel: GatewayChannel): Promise<CallOutcome<messagingApi.MessageQuotaResponse>>;
  /** Messages counted this month. */
  consumption(channel: GatewayChannel): Promise<CallOutcome<messagingApi.QuotaConsumptionResponse>>;
  /** `notFound` when none is set. */
  getWebhookEndpoint(channel: GatewayChannel): Promise<CallOutcome<messagingApi.GetWebhookEndpointResponse>>;
  /** HTTPS, at most 500 characters; LINE may take a minute to apply it. */
  setWebhookEndpoint(channel: GatewayChannel, endpoint: string): Promise<CallOutcome<true>>;
  /** Lets LINE send an empty webhook, to `endpoint` or to the one that is set. 60 calls an hour. */
  testWebhookEndpoint(channel: GatewayChannel, endpoint?: string): Promise<CallOutcome<messagingApi.TestWebhookEndpointResponse>>;
  /** Media a person sent; kept by LINE for a limited time only. */
  getMessageContent(channel: GatewayChannel, messageId: string, limits?: { maxBytes?: number; totalMs?: number }): Promise<ContentOutcome>;
  readonly chat: ChatCalls;
  readonly groups: GroupCalls;
  /** Sends to many, follower ids, counts, account linking. */
  account: AccountCalls;
  tokens: TokenCalls;
  insight: InsightCalls;
  audiences: AudienceCalls;
  coupons: CouponCalls;
  /** Menus below the chat. */
  richMenus: RichMenuCalls;
  /** Ends open connections; calls under way end as they would on a broken network. */
  close(): Promise<void>;
}

/** Content of a chat message is larger and slower than an answer. */
const CONTENT_MAX_BYTES = 20 * 1024 * 1024;
const CONTENT_TOTAL_MS = 30_000;

/** Builds the gateway; see `LineGateway`. */
export function createLineGateway(options: LineGatewayOptions): LineGateway {
  const caller = createLineCaller(options);
  const { call, close, fetch, send } = caller;
  const get = <T>(channel: GatewayChannel, endpoint: 'profile' | 'botInfo' | 'quota' | 'consumption' | 'getWebhookEndpoint', path: string, read: (body: Record<string, unknown>) => T | undefined) =>
    call(channel, { endpoint, method: 'GET', path }, read);
  return {
    reply: (channel, json) => send(channel, 'reply', { endpoint: 'reply', method: 'POST', path: '/v2/bot/message/reply', json }),
    push: (channel, json, retryKey) => send(channel, 'keyed', { endpoint: 'push', method: 'POST', path: '/v2/bot/message/push', json, retryKey }),
    multicast: (channel, json, retryKey) => send(channel, 'keyed', { endpoint: 'multicast', method: 'POST', path: '/v2/bot/message/multicast', json, retryKey }),
    profile: (channel, userId) => get(channel, 'profile', `/v2/bot/profile/${pathSegment(userId)}`, having<messagingApi.UserProfileResponse>('displayName', 'string')),
    botInfo: (channel) => get(channel, 'botInfo', '/v2/bot/info', having<messagingApi.BotInfoResponse>('userId', 'string')),
    quota: (channel) => get(channel, 'quota', '/v2/bot/message/quota', having<messagingApi.MessageQuotaResponse>('type', 'string')),
    consumption: (channel) => get(channel, 'consumption', '/v2/bot/message/quota/consumption', having<messagingApi.QuotaConsumptionResponse>('totalUsage', 'number')),
    getWebhookEndpoint: (channel) =>
      get(channel, 'getWebhookEndpoint', '/v2/bot/channel/webhook/endpoint', having<messagingApi.GetWebhookEndpointResponse>('endpoint', 'string')),
    setWebhookEndpoint: (channel, endpoint) =>
      call(channel, { endpoint: 'setWebhookEndpoint', method: 'PUT', path: '/v2/bot/channel/webhook/endpoint', json: { endpoint } }, done),
    testWebhookEndpoint: (channel, endpoint) =>
      call(
        channel,
        { endpoint: 'testWebhookEndpoint', method: 'POST', path: '/v2/bot/channel/webhook/test', json: endpoint === undefined ? {} : { endpoint } },
        having<messagingApi.TestWebhookEndpointResponse>('success', 'boolean'),
      ),
    getMessageContent: (channel, messageId, { maxBytes = CONTENT_MAX_BYTES, totalMs = CONTENT_TOTAL_MS } = {}) =>
      fetch<ContentOutcome>(
        channel,
        { endpoint: 'messageContent', method: 'GET', path: `/v2/bot/message/${pathSegment(messageId)}/content`, dataHost: true, totalMs, maxResponseBytes: maxBytes },
        (answer) => {
          if (answer.status === 202) return { kind: 'preparing' };
          if (answer.status === 410) return { kind: 'gone' };
          if (answer.status !== 200) return undefined;
          if (answer.complete) return { kind: 'ok', value: { body: answer.body, contentType: answer.contentType ?? 'application/octet-stream' } };
          return answer.tooLarge ? { kind: 'tooLarge' } : networkRetry();
        },
      ),
    chat: chatCalls(caller),
    groups: groupCalls(caller),
    account: accountCalls(caller),
    tokens: tokenCalls(caller),
    insight: insightCalls(caller),
    audiences: audienceCalls(caller),
    coupons: couponCalls(caller),
    richMenus: richMenuCalls(caller),
    close,
  };
}
