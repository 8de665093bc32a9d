import type { HttpAnswer } from './transport';

/** One line of LINE's refusal: what is wrong and with which property (`messages[0].text`, `/body/contents/0`). */
export interface RefusalDetail {
  message: string;
  property?: string;
}
/** What LINE tells about a message it accepted. */
export interface SentMessage {
  id: string;
  quoteToken?: string;
}

/** Sent now, or by an earlier attempt with the same retry key (409). Nothing is left to do. */
export type Delivered =
  | { kind: 'sent'; sentMessages: SentMessage[]; requestId?: string }
  | { kind: 'alreadySent'; sentMessages: SentMessage[]; requestId?: string };

/** Nothing was done that would be doubled by trying again, after at least `after` ms. */
export type RetryLater = { kind: 'retryLater'; after: number; reason: 'rate' | 'server' | 'network'; status?: number };

/** The channel's access token is not, or no longer, good for this (401, 403). Every other call will fare the same. */
export type Unauthorized = { kind: 'unauthorized'; status: 401 | 403; message: string; requestId?: string };

/** LINE will not take this request as it is; trying again is useless. */
export type Refused = { kind: 'refused'; status: number; message: string; details: RefusalDetail[]; requestId?: string };

/**
 * How a send ended. Decided in `classifySend` and `classifyFailure`, and nowhere else.
 *
 * - `tokenInvalid`: the reply token was used before or is too old.
 * - `quotaUsedUp`: the month's paid messages are spent; waiting a second does not help.
 * - `unknown`: a reply that may have reached LINE. It must not be repeated: replies have no retry key.
 */
export type SendOutcome =
  | Delivered
  | RetryLater
  | Refused
  | Unauthorized
  | { kind: 'tokenInvalid'; requestId?: string }
  | { kind: 'quotaUsedUp'; requestId?: string }
  | { kind: 'unknown'; reason: string };

/** How reading or setting something ended. */
export type CallOutcome<T> =
  | { kind: 'ok'; value: T; requestId?: string }
  | { kind: 'notFound' }
  | RetryLater
  | Refused
  | Unauthorized;

/** Which rules apply: a reply is bound to a one-time token and has no retry key; the others may be repeated by their key. */
export type SendKind = 'reply' | 'keyed';

/** Least wait after an answer that asks to come back; the caller's own backoff may be longer. */
const RATE_WAIT_MS = 1_000;
const SERVER_WAIT_MS = 1_000;
const NETWORK_WAIT_MS = 500;
const RETRY_AFTER_MAX_MS = 3_600_000;

/**
 * Reads LINE's answer to a send. The status code decides (FACTS §1, §10), never the text of a message, with two
 * exceptions for which LINE gives no other sign:
 *
 * - 429 is both "too fast" and "the month's quota is used up". The documented text of the latter names the monthly
 *   limit. An answer we cannot read counts as "too fast", which is retried.
 * - A reply's 400 is both "bad reply token" and "bad messages". The latter comes with `details`; a 400 without details
 *   means the token, unless its text complains about the request body.
 *
 * A 2xx counts as sent even if its body cannot be read: by then LINE has accepted the messages.
 */
export function classifySend(answer: HttpAnswer, kind: SendKind): SendOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return { kind: 'sent', sentMessages: sentMessagesOf(parseObject(answer.body)), requestId: answer.requestId };
  }
  if (status === 409 && kind === 'keyed') {
    return {
      kind: 'alreadySent',
      sentMessages: sentMessagesOf(parseObject(answer.body)),
      requestId: answer.acceptedRequestId ?? answer.requestId,
    };
  }
  const error = parseError(answer.body);
  if (status === 429 && /monthly/i.test(error.message)) return { kind: 'quotaUsedUp', requestId: answer.requestId };
  if (status === 400 && kind === 'reply' && error.details.length === 0 && !/request body/i.test(error.message)) {
    return { kind: 'tokenInvalid', requestId: answer.requestId };
  }
  return classifyError(answer, error);
}

/** Reads LINE's answer to a call that is no send. `read` gives `undefined` for a body that is not what it should be. */
export function classifyCall<T>(answer: HttpAnswer, read: (body: Record<string, unknown>) => T | undefined): CallOutcome<T> {
  if (answer.status >= 200 && answer.status < 300) {
    const value = answer.complete ? read(parseObject(answer.body)) : undefined;
    if (value === undefined) return { kind: 'retryLater', after: SERVER_WAIT_MS, reason: 'server', status: answer.status };
    return { kind: 'ok', value, requestId: answer.requestId };
  }
  if (answer.status === 404) return { kind: 'notFound' };
  return classifyError(answer, parseError(answer.body));
}

/**
 * Reads a transport failure: no answer came. A connection that was never made sent nothing. Otherwise the request may
 * have reached LINE: harmless for calls with a retry key and for reading, not known for a reply.
 */
export function classifyFailure(failure: { mayHaveArrived: boolean; reason: string }, kind: SendKind): SendOutcome {
  return kind === 'reply' && failure.mayHaveArrived ? { kind: 'unknown', reason: failure.reason } : networkRetry();
}

/** What a call that may be repeated freely says when no answer came. */
export function networkRetry(): RetryLater {
  return { kind: 'retryLater', after: NETWORK_WAIT_MS, reason: 'network' };
}

/** What is said when our own bucket for the endpoint is empty. */
export function rateRetry(afterMs: number): RetryLater {
  return { kind: 'retryLater', after: Math.max(1, Math.ceil(afterMs)), reason: 'rate' };
}

/** LINE's error body. Anything else reads as its first characters. */
export function parseError(body: Buffer): { message: string; details: RefusalDetail[] } {
  const parsed = parseObject(body);
  const message = typeof parsed.message === 'string' ? parsed.message : body.toString('utf8', 0, 200);
  const details = Array.isArray(parsed.details) ? parsed.details.flatMap(toDetail) : [];
  return { message, details };
}

// A 5xx reply is safe to repeat although it has no key: the token works once, so a second success is impossible.
function classifyError(answer: HttpAnswer, error: { message: string; details: RefusalDetail[] }): RetryLater | Unauthorized | Refused {
  const { status } = answer;
  if (status === 429) {
    return { kind: 'retryLater', after: Math.min(answer.retryAfterMs ?? RATE_WAIT_MS, RETRY_AFTER_MAX_MS), reason: 'rate', status };
  }
  if (status >= 500) return { kind: 'retryLater', after: SERVER_WAIT_MS, reason: 'server', status };
  if (status === 401 || status === 403) {
    return { kind: 'unauthorized', status, message: error.message, requestId: answer.requestId };
  }
  return { kind: 'refused', status, message: error.message, details: error.details, requestId: answer.requestId };
}

function toDetail(detail: unknown): RefusalDetail[] {
  if (typeof detail !== 'object' || detail === null) return [];
  const { message, property } = detail as Record<string, unknown>;
  if (typeof message !== 'string') return [];
  return [typeof property === 'string' ? { message, property } : { message }];
}

function sentMessagesOf(body: Record<string, unknown>): SentMessage[] {
  if (!Array.isArray(body.sentMessages)) return [];
  return body.sentMessages.flatMap((sent: unknown): SentMessage[] => {
    if (typeof sent !== 'object' || sent === null) return [];
    const { id, quoteToken } = sent as Record<string, unknown>;
    // The prose of LINE's reference calls the id a number, the specification a string (FACTS §1).
    if (typeof id !== 'string' && typeof id !== 'number') return [];
    return [typeof quoteToken === 'string' ? { id: String(id), quoteToken } : { id: String(id) }];
  });
}

function parseObject(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
