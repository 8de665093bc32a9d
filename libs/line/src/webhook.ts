import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@chatloom/engine';
import { cleanText } from './cleanText';

/** Where an event happened (FACTS §5). `userId` is absent for people who have not consented, in groups. */
export interface WebhookSource {
  type: 'user' | 'group' | 'room' | (string & {});
  userId?: string;
  groupId?: string;
  roomId?: string;
}

/** One event of a webhook body: what routing and storing need, and the whole event as it came. */
export interface WebhookEvent {
  /** LINE's ULID; for an event that carries none, a hash of its content, so that a repeated delivery is recognised. */
  webhookEventId: string;
  type: string;
  /** When it happened by LINE's clock, epoch ms; also on redelivery. */
  timestamp: number;
  /** In `standby` another module answers this chat; such events carry no reply token. */
  mode: 'active' | 'standby' | (string & {});
  isRedelivery: boolean;
  replyToken?: string;
  source?: WebhookSource;
  /** `u:<userId>`, `g:<groupId>` or `r:<roomId>`; absent when the event belongs to no chat (FACTS §5, `delivery`). */
  conversationKey?: string;
  /** The event, unknown fields kept, prototype keys dropped, every text cleaned by `cleanText`. */
  raw: JsonObject & { type: string };
}

/** A whole webhook body. */
export interface WebhookBody {
  /** The bot user ID the body is meant for. */
  destination?: string;
  /** Empty for LINE's verification request. */
  events: WebhookEvent[];
}

/** The body cannot be read as a webhook: answer 400, store nothing. */
export class WebhookBodyError extends Error {
  constructor(
    readonly code: 'notJson' | 'notAWebhook' | 'tooDeep',
    message: string,
  ) {
    super(message);
    this.name = 'WebhookBodyError';
  }
}

/** Deeper JSON is refused before it is parsed: parsers survive it, writers and database drivers do not. */
const MAX_DEPTH = 64;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** Without any of these in the source text, no string can hold NUL or a lone surrogate and no key a prototype name. */
const MAY_NEED_CLEANING = /\\u|"(?:__proto__|constructor|prototype)"/;

/**
 * The events of a webhook body, in the order LINE listed them. Lenient, because LINE adds event types and fields
 * without notice (FACTS §1): unknown ones are kept, missing ones get neutral values, entries that are no events at all
 * are left out.
 *
 * @param receivedAt epoch ms, stands in for a missing `timestamp`
 * @throws WebhookBodyError when it is not JSON, nested deeper than 64 levels, or has no list of events
 */
export function parseWebhook(rawBody: Buffer, receivedAt = 0): WebhookEvent[] {
  return readWebhook(rawBody, receivedAt).events;
}

/** Like `parseWebhook`, together with the bot the body is addressed to. */
export function readWebhook(rawBody: Buffer, receivedAt = 0): WebhookBody {
  if (isDeeperThan(rawBody, MAX_DEPTH)) {
    throw new WebhookBodyError('tooDeep', `The webhook body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  const text = rawBody.toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw new WebhookBodyError('notJson', 'The webhook body is not JSON.');
  }
  const body = MAY_NEED_CLEANING.test(text) ? clean(parsed as Json) : (parsed as Json);
  if (!isObject(body) || !Array.isArray(body.events)) {
    throw new WebhookBodyError('notAWebhook', 'The webhook body has no list of events.');
  }
  const events: WebhookEvent[] = [];
  for (const entry of body.events) {
    if (isObject(entry) && typeof entry.type === 'string') {
      events.push(toEvent(entry as JsonObject & { type: string }, receivedAt));
    }
  }
  return typeof body.destination === 'string' ? { destination: body.destination, events } : { events };
}

function toEvent(raw: JsonObject & { type: string }, receivedAt: number): WebhookEvent {
  const context = raw.deliveryContext;
  const event: WebhookEvent = {
    webhookEventId: text(raw.webhookEventId) ?? contentId(raw),
    type: raw.type,
    timestamp: isEpochMs(raw.timestamp) ? raw.timestamp : receivedAt,
    mode: text(raw.mode) ?? 'active',
    isRedelivery: isObject(context) && context.isRedelivery === true,
    raw,
  };
  const replyToken = text(raw.replyToken);
  if (replyToken !== undefined) event.replyToken = replyToken;
  const source = toSource(raw.source);
  if (source) {
    event.source = source;
    const key = conversationKeyOf(source);
    if (key !== undefined) event.conversationKey = key;
  }
  return event;
}

function toSource(raw: Json | undefined): WebhookSource | undefined {
  if (!isObject(raw)) return undefined;
  const source: WebhookSource = { type: text(raw.type) ?? 'unknown' };
  for (const id of ['userId', 'groupId', 'roomId'] as const) {
    const value = text(raw[id]);
    if (value !== undefined) source[id] = value;
  }
  return source;
}

/** The ordered thing an event belongs to: a group or room as a whole, else the person. */
export function conversationKeyOf(source: WebhookSource): string | undefined {
  if (source.groupId !== undefined) return `g:${source.groupId}`;
  if (source.roomId !== undefined) return `r:${source.roomId}`;
  if (source.userId !== undefined) return `u:${source.userId}`;
  return undefined;
}

/** A stable stand-in for a missing event id. The delivery context is left out: only it changes on redelivery. */
function contentId(raw: JsonObject): string {
  const { deliveryContext: _delivery, ...content } = raw;
  return `hash-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 40)}`;
}

function clean(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!PROTOTYPE_KEYS.has(key)) result[cleanText(key)] = clean(inner);
  }
  return result;
}

/** One pass over the bytes; brackets inside strings do not count. */
function isDeeperThan(json: Buffer, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isEpochMs(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
