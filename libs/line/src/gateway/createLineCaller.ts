import { withRealPictures } from '@chatloom/messages';
import { bodyJson } from './messagesJson';
import { LINE_RATES, RateLimits, type GatewayEndpoint, type Rate } from './rateLimits';
import { classifyCall, classifyFailure, classifySend, networkRetry, rateRetry, type CallOutcome, type SendKind, type SendOutcome } from './sendOutcome';
import { createTransport, type HttpAnswer, type HttpRequest, type Transport, TransportFailure } from './transport';

/**
 * A channel as the gateway needs it. `id` only names the rate limit bucket. An empty token means that none is at hand
 * for the moment (it is being renewed): calls end as on a broken network and nothing is sent.
 */
export interface GatewayChannel {
  id: string;
  accessToken: string;
}

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
  /** Where pictures kept by us are given out; asked at each call. Without it their addresses go out as they are. */
  picturesAt?: () => string;
  fetcher?: Transport;
  limits?: Partial<GatewayLimits>;
}

/** One request below the gateway: whose, to what, and with what. */
export interface LineRequest {
  /** Names the rate limit bucket. */
  endpoint: GatewayEndpoint;
  method: HttpRequest['method'];
  /** Path with query; ids in it go through `pathSegment`. */
  path: string;
  /** Sent as JSON. */
  json?: object;
  /** Sent as it is. */
  bytes?: { body: Buffer; contentType: string };
  /** The token endpoints: the credentials are in the body, there is no Authorization header. */
  anonymous?: true;
  /** `api-data.line.me` instead of `api.line.me`. */
  dataHost?: boolean;
  retryKey?: string;
  totalMs?: number;
  maxResponseBytes?: number;
}

/** What every family of calls (`LineGateway`, `RichMenuCalls` …) is made of: rates, deadline, classification. */
export interface LineCaller {
  /** Messages: `kind` says which rules of repeating apply. */
  send(channel: GatewayChannel, kind: SendKind, request: LineRequest): Promise<SendOutcome>;
  /** Everything else. `read` gives `undefined` for a body that is not what it should be. */
  call<T>(channel: GatewayChannel, request: LineRequest, read: (body: Record<string, unknown>) => T | undefined): Promise<CallOutcome<T>>;
  /** Everything whose answer is more than JSON; `read` decides by the answer itself and falls back to `undefined` for LINE's errors. */
  fetch<T>(channel: GatewayChannel, request: LineRequest, read: (answer: HttpAnswer) => T | undefined): Promise<T | CallOutcome<never>>;
  close(): Promise<void>;
}

/** Builds the caller; see `LineCaller`. */
export function createLineCaller(options: LineGatewayOptions): LineCaller {
  const limits: GatewayLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const transport = options.fetcher ?? createTransport({ connections: limits.connections, connectMs: limits.connectMs });
  const rates = new RateLimits(() => options.clock.now(), { ...LINE_RATES, ...limits.rates });
  const api = splitBase(options.apiBaseUrl);
  const data = splitBase(options.dataApiBaseUrl);

  function toHttp(channel: GatewayChannel, { method, path, json, bytes, anonymous, dataHost, retryKey, totalMs, maxResponseBytes }: LineRequest): HttpRequest {
    const headers = anonymous ? [] : ['authorization', `Bearer ${channel.accessToken}`];
    if (json !== undefined) headers.push('content-type', 'application/json');
    if (bytes !== undefined) headers.push('content-type', bytes.contentType);
    if (retryKey !== undefined) headers.push('x-line-retry-key', retryKey);
    const base = dataHost ? data : api;
    const whole: HttpRequest = {
      method,
      origin: base.origin,
      path: base.path + path,
      headers,
      totalMs: totalMs ?? limits.totalMs,
      maxResponseBytes: maxResponseBytes ?? limits.maxResponseBytes,
    };
    if (json !== undefined) whole.body = options.picturesAt ? withRealPictures(bodyJson(json), options.picturesAt()) : bodyJson(json);
    if (bytes !== undefined) whole.body = bytes.body;
    return whole;
  }

  /** A 429 holds back everyone else of the same bucket too. */
  function heed<T extends { kind: string }>(channel: GatewayChannel, endpoint: GatewayEndpoint, outcome: T): T {
    if (outcome.kind === 'retryLater') {
      const { reason, after } = outcome as unknown as { reason: string; after: number };
      if (reason === 'rate') rates.block(channel.id, endpoint, after);
    }
    return outcome;
  }

  async function fetch<T>(channel: GatewayChannel, request: LineRequest, read: (answer: HttpAnswer) => T | undefined): Promise<T | CallOutcome<never>> {
    if (isWithoutToken(channel, request)) return networkRetry();
    const wait = rates.take(channel.id, request.endpoint);
    if (wait > 0) return rateRetry(wait);
    let answer: HttpAnswer;
    try {
      answer = await transport.request(toHttp(channel, request));
    } catch (failure) {
      asFailure(failure);
      return networkRetry();
    }
    return read(answer) ?? heed(channel, request.endpoint, classifyCall<never>(answer, () => undefined));
  }

  return {
    fetch,
    async send(channel, kind, request) {
      if (isWithoutToken(channel, request)) return networkRetry();
      const wait = rates.take(channel.id, request.endpoint);
      if (wait > 0) return rateRetry(wait);
      let answer: HttpAnswer;
      try {
        answer = await transport.request(toHttp(channel, request));
      } catch (failure) {
        return classifyFailure(asFailure(failure), kind);
      }
      return heed(channel, request.endpoint, classifySend(answer, kind));
    },
    call: async <T>(channel: GatewayChannel, request: LineRequest, read: (body: Record<string, unknown>) => T | undefined) =>
      heed<CallOutcome<T>>(channel, request.endpoint, await fetch<CallOutcome<T>>(channel, request, (answer) => classifyCall(answer, read))),
    close: () => transport.close(),
  };
}

/** Keeps a body whose leading field is there; LINE may add others at any time. */
export function having<T>(field: string, type: 'string' | 'number' | 'boolean' | 'object'): (body: Record<string, unknown>) => T | undefined {
  return (body) => (typeof body[field] === type && body[field] !== null ? (body as T) : undefined);
}

/** For calls whose answer says nothing more. */
export function done(): true {
  return true;
}

/** An id as one path segment: `.` and `..` would climb. */
export function pathSegment(id: string): string {
  return id === '.' || id === '..' ? id.replaceAll('.', '%2E') : encodeURIComponent(id);
}

function isWithoutToken(channel: GatewayChannel, request: LineRequest): boolean {
  return channel.accessToken === '' && request.anonymous !== true;
}

function splitBase(baseUrl: string): { origin: string; path: string } {
  const url = new URL(baseUrl);
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
}

function asFailure(failure: unknown): TransportFailure {
  if (failure instanceof TransportFailure) return failure;
  throw failure;
}
