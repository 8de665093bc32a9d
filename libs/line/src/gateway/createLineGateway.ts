import type { messagingApi } from '@line/bot-sdk';
import type { LineMessage } from '@chatloom/engine';
import { LINE_RATES, RateLimits, type GatewayEndpoint, type Rate } from './rateLimits';
import {
  classifyCall,
  classifyFailure,
  classifySend,
  networkRetry,
  rateRetry,
  type CallOutcome,
  type SendKind,
  type SendOutcome,
} from './sendOutcome';
import { createTransport, type HttpAnswer, type HttpRequest, type Transport, TransportFailure } from './transport';

/** A channel as the gateway needs it. `id` only names the rate limit bucket. */
export interface GatewayChannel {
  id: string;
  accessToken: string;
}

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
}
export interface MulticastRequest {
  /** 1-500 user IDs. */
  to: string[];
  messages: LineMessage[];
  notificationDisabled?: boolean;
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

export interface GatewayLimits {
  connectMs: number;
  /** A whole call, body included; ms. */
  totalMs: number;
  /** Of JSON answers. */
  maxResponseBytes: number;
  /** Per host. */
  connections: number;
  /** Replaces LINE's rates (FACTS §2) for the endpoints named. */
  rates: Partial<Record<GatewayEndpoint, Rate>>;
}
const DEFAULT_LIMITS: GatewayLimits = {
  connectMs: 3_000,
  totalMs: 10_000,
  maxResponseBytes: 1024 * 1024,
  connections: 128,
  rates: {},
};

export interface LineGatewayOptions {
  /** `https://api.line.me`, or a stand-in; a path in it is kept. */
  apiBaseUrl: string;
  /** `https://api-data.line.me` */
  dataApiBaseUrl: string;
  clock: { now(): number };
  fetcher?: Transport;
  limits?: Partial<GatewayLimits>;
}

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
  /** Ends open connections; calls under way end as they would on a broken network. */
  close(): Promise<void>;
}

/** Content of a chat message is larger and slower than an answer. */
const CONTENT_MAX_BYTES = 20 * 1024 * 1024;
const CONTENT_TOTAL_MS = 30_000;

/** Builds the gateway; see `LineGateway`. */
export function createLineGateway(options: LineGatewayOptions): LineGateway {
  const limits: GatewayLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const transport = options.fetcher ?? createTransport({ connections: limits.connections, connectMs: limits.connectMs });
  const rates = new RateLimits(() => options.clock.now(), { ...LINE_RATES, ...limits.rates });
  const api = splitBase(options.apiBaseUrl);
  const data = splitBase(options.dataApiBaseUrl);
  const replyPath = `${api.path}/v2/bot/message/reply`;
  const pushPath = `${api.path}/v2/bot/message/push`;
  const multicastPath = `${api.path}/v2/bot/message/multicast`;

  function request(channel: GatewayChannel, method: HttpRequest['method'], path: string, body?: string, retryKey?: string): HttpRequest {
    const headers = ['authorization', `Bearer ${channel.accessToken}`];
    if (body !== undefined) headers.push('content-type', 'application/json');
    if (retryKey !== undefined) headers.push('x-line-retry-key', retryKey);
    const whole: HttpRequest = { method, origin: api.origin, path, headers, totalMs: limits.totalMs, maxResponseBytes: limits.maxResponseBytes };
    if (body !== undefined) whole.body = body;
    return whole;
  }

  async function send(channel: GatewayChannel, endpoint: GatewayEndpoint, kind: SendKind, path: string, body: object, retryKey?: string): Promise<SendOutcome> {
    const wait = rates.take(channel.id, endpoint);
    if (wait > 0) return rateRetry(wait);
    let answer: HttpAnswer;
    try {
      answer = await transport.request(request(channel, 'POST', path, JSON.stringify(body), retryKey));
    } catch (failure) {
      return classifyFailure(asFailure(failure), kind);
    }
    return heed(channel, endpoint, classifySend(answer, kind));
  }

  async function call<T>(
    channel: GatewayChannel,
    endpoint: GatewayEndpoint,
    method: HttpRequest['method'],
    path: string,
    read: (body: Record<string, unknown>) => T | undefined,
    body?: object,
  ): Promise<CallOutcome<T>> {
    const wait = rates.take(channel.id, endpoint);
    if (wait > 0) return rateRetry(wait);
    let answer: HttpAnswer;
    try {
      answer = await transport.request(request(channel, method, api.path + path, body && JSON.stringify(body)));
    } catch (failure) {
      asFailure(failure);
      return networkRetry();
    }
    return heed(channel, endpoint, classifyCall(answer, read));
  }

  /** A 429 holds back everyone else of the same bucket too. */
  function heed<T extends { kind: string }>(channel: GatewayChannel, endpoint: GatewayEndpoint, outcome: T): T {
    if (outcome.kind === 'retryLater') {
      const { reason, after } = outcome as unknown as { reason: string; after: number };
      if (reason === 'rate') rates.block(channel.id, endpoint, after);
    }
    return outcome;
  }

  return {
    reply: (channel, reply) => send(channel, 'reply', 'reply', replyPath, reply),
    push: (channel, push, retryKey) => send(channel, 'push', 'keyed', pushPath, push, retryKey),
    multicast: (channel, multicast, retryKey) => send(channel, 'multicast', 'keyed', multicastPath, multicast, retryKey),
    profile: (channel, userId) =>
      call(channel, 'profile', 'GET', `/v2/bot/profile/${segment(userId)}`, having<messagingApi.UserProfileResponse>('displayName', 'string')),
    botInfo: (channel) => call(channel, 'botInfo', 'GET', '/v2/bot/info', having<messagingApi.BotInfoResponse>('userId', 'string')),
    quota: (channel) => call(channel, 'quota', 'GET', '/v2/bot/message/quota', having<messagingApi.MessageQuotaResponse>('type', 'string')),
    consumption: (channel) =>
      call(channel, 'consumption', 'GET', '/v2/bot/message/quota/consumption', having<messagingApi.QuotaConsumptionResponse>('totalUsage', 'number')),
    getWebhookEndpoint: (channel) =>
      call(channel, 'getWebhookEndpoint', 'GET', '/v2/bot/channel/webhook/endpoint', having<messagingApi.GetWebhookEndpointResponse>('endpoint', 'string')),
    setWebhookEndpoint: (channel, endpoint) =>
      call(channel, 'setWebhookEndpoint', 'PUT', '/v2/bot/channel/webhook/endpoint', () => true as const, { endpoint }),
    testWebhookEndpoint: (channel, endpoint) =>
      call(
        channel,
        'testWebhookEndpoint',
        'POST',
        '/v2/bot/channel/webhook/test',
        having<messagingApi.TestWebhookEndpointResponse>('success', 'boolean'),
        endpoint === undefined ? {} : { endpoint },
      ),
    async getMessageContent(channel, messageId, contentLimits = {}) {
      const wait = rates.take(channel.id, 'messageContent');
      if (wait > 0) return rateRetry(wait);
      let answer: HttpAnswer;
      try {
        answer = await transport.request({
          method: 'GET',
          origin: data.origin,
          path: `${data.path}/v2/bot/message/${segment(messageId)}/content`,
          headers: ['authorization', `Bearer ${channel.accessToken}`],
          totalMs: contentLimits.totalMs ?? CONTENT_TOTAL_MS,
          maxResponseBytes: contentLimits.maxBytes ?? CONTENT_MAX_BYTES,
        });
      } catch (failure) {
        asFailure(failure);
        return networkRetry();
      }
      if (answer.status === 200) {
        if (answer.complete) {
          return { kind: 'ok', value: { body: answer.body, contentType: answer.contentType ?? 'application/octet-stream' } };
        }
        return answer.tooLarge ? { kind: 'tooLarge' } : networkRetry();
      }
      if (answer.status === 202) return { kind: 'preparing' };
      if (answer.status === 410) return { kind: 'gone' };
      return heed(channel, 'messageContent', classifyCall<never>(answer, () => undefined));
    },
    close: () => transport.close(),
  };
}

/** Keeps a body whose leading field is there; LINE may add others at any time. */
function having<T>(field: string, type: 'string' | 'number' | 'boolean'): (body: Record<string, unknown>) => T | undefined {
  return (body) => (typeof body[field] === type ? (body as T) : undefined);
}

function splitBase(baseUrl: string): { origin: string; path: string } {
  const url = new URL(baseUrl);
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
}

/** An id as one path segment: `.` and `..` would climb. */
function segment(id: string): string {
  return id === '.' || id === '..' ? id.replaceAll('.', '%2E') : encodeURIComponent(id);
}

function asFailure(failure: unknown): TransportFailure {
  if (failure instanceof TransportFailure) return failure;
  throw failure;
}
