import type { Channel } from '../world/channel';
import type { World } from '../world/world';
import type { LineEndpoint } from './endpointRates';

/** One API call of a bot, past the token check. */
export interface Call {
  world: World;
  channel: Channel;
  requestId: string;
  params: Record<string, string>;
  query: URLSearchParams;
  /** The parsed JSON body; `{}` when the endpoint takes none. */
  body: Record<string, unknown>;
  /** The body as it came and what it is called, for endpoints that take bytes. */
  bytes?: Buffer;
  contentType?: string;
  retryKey?: string;
}

/** What is answered. */
export interface Answer {
  status: number;
  /** JSON, or bytes with a content type. */
  body: object | { bytes: Buffer; contentType: string };
  headers?: Record<string, string>;
  /** Messages of the quota it cost, for the inspector. */
  cost?: number;
}

/** An endpoint of the Messaging API. */
export interface LineRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  endpoint: LineEndpoint;
  /** Takes `X-Line-Retry-Key`; the others refuse it (FACTS §10). */
  keyed?: boolean;
  /** Takes bytes instead of JSON. */
  takesBytes?: boolean;
  answer(call: Call): Answer | Promise<Answer>;
}

/** The usual empty answer. */
export const done = (): Answer => ({ status: 200, body: {} });
