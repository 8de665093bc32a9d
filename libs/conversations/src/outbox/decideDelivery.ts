import type { Otherwise } from '../turns/composeOutbox';

/**
 * LINE accepts a reply token for one minute after the webhook (FACTS §4). We stop trusting it earlier, so that a call
 * that is under way when the minute ends is not left in doubt.
 */
export const REPLY_TOKEN_TRUSTED_MS = 50_000;

/** Pushes are retried under the same key for at most this long; LINE remembers keys for 24 hours (FACTS §10). */
export const PUSH_GIVE_UP_AFTER_MS = 23 * 3_600_000;

/** `replaced`: a reply whose token was gone and that goes out as a push of its own. */
export type OutboxState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped' | 'replaced';

/** What a row needs to be judged by. */
export interface JudgedRow {
  kind: 'reply' | 'push';
  replyTokenAt: number | null;
  otherwise: Otherwise;
  createdAt: number;
  /** Calls made so far, the one being judged included. */
  attempts: number;
  /** Something before this call may have reached LINE: a crash in the middle, or a server error. */
  mayHaveArrived: boolean;
}

/** The gateway's verdict on one call, reduced to what decides (see `SendOutcome` of @chatloom/line). */
export type Verdict =
  | { kind: 'sent' }
  | { kind: 'alreadySent' }
  | { kind: 'retryLater'; after: number; reason: 'rate' | 'server' | 'network' }
  | { kind: 'tokenInvalid' }
  | { kind: 'refused' }
  | { kind: 'quotaUsedUp' }
  | { kind: 'unauthorized' }
  | { kind: 'unknown' };

export type Decision =
  /** The end of it. `reason` is the i18n key `delivery.<reason>`. */
  | { do: 'finish'; state: Exclude<OutboxState, 'queued' | 'sending'>; reason?: string }
  /** Call again after so many ms, same key. */
  | { do: 'retry'; afterMs: number; mayHaveArrived: boolean }
  /** The free way is closed: push the bubbles marked `p`, leave out the rest. */
  | { do: 'otherwise'; reason: string }
  /** The channel's token does not work: pause the channel, keep the row. */
  | { do: 'holdChannel' };

/** A short wait is taken in place, keeping the conversation's order; a longer one lets later messages pass. */
export const MAX_INLINE_WAIT_MS = 2_000;
const MAX_REPLY_ATTEMPTS = 4;

/**
 * What to do after a call (DESIGN §1.2 and §1.5; FACTS §10). A push may always be repeated under its key and a 409 is
 * success. A reply has no key: it is repeated only after an answer that says it was not taken, and when the outcome is
 * not known it stays unknown and is shown so.
 */
export function decideAfterSend(row: JudgedRow, verdict: Verdict, now: number): Decision {
  switch (verdict.kind) {
    case 'sent':
      return { do: 'finish', state: 'sent' };
    case 'alreadySent':
      return { do: 'finish', state: 'sent', reason: 'arrivedEarlier' };
    case 'refused':
      return { do: 'finish', state: 'failed', reason: 'refused' };
    case 'quotaUsedUp':
      return { do: 'finish', state: 'failed', reason: 'quotaUsedUp' };
    case 'unauthorized':
      return { do: 'holdChannel' };
    case 'tokenInvalid':
      // The token works once: if an earlier call may have got through, "invalid" is most likely its echo.
      if (row.mayHaveArrived) {
        return replyTokenIsYoung(row, now) ? { do: 'finish', state: 'sent', reason: 'arrivedEarlier' } : { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' };
      }
      return { do: 'otherwise', reason: 'replyTokenExpired' };
    case 'unknown':
      if (row.kind === 'reply') return { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' };
      return retryPush(row, 1_000, now, true);
    case 'retryLater':
      if (row.kind === 'push') return retryPush(row, verdict.after, now, verdict.reason !== 'rate');
      return retryReply(row, verdict, now);
  }
}

function retryPush(row: JudgedRow, afterMs: number, now: number, mayHaveArrived: boolean): Decision {
  if (now + afterMs - row.createdAt > PUSH_GIVE_UP_AFTER_MS) return { do: 'finish', state: 'failed', reason: 'gaveUp' };
  return { do: 'retry', afterMs, mayHaveArrived: row.mayHaveArrived || mayHaveArrived };
}

function retryReply(row: JudgedRow, verdict: { after: number; reason: 'rate' | 'server' | 'network' }, now: number): Decision {
  const mayHaveArrived = row.mayHaveArrived || verdict.reason === 'server';
  const inTime = row.replyTokenAt !== null && now + verdict.after - row.replyTokenAt < REPLY_TOKEN_TRUSTED_MS;
  if (inTime && row.attempts < MAX_REPLY_ATTEMPTS) return { do: 'retry', afterMs: verdict.after, mayHaveArrived };
  if (mayHaveArrived) return { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' };
  return { do: 'otherwise', reason: 'replyTokenExpired' };
}

/**
 * What to do with a row before calling LINE: a fresh one, or one whose process died (RELIABILITY F7). A reply that was
 * perhaps sent is tried again only while its token is certainly still valid, because then "invalid" proves it arrived.
 */
export function decideBeforeSend(row: JudgedRow, now: number): { do: 'call' } | Decision {
  if (row.kind === 'push') return { do: 'call' };
  if (replyTokenIsYoung(row, now)) return { do: 'call' };
  if (row.mayHaveArrived) return { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' };
  return { do: 'otherwise', reason: 'replyTokenExpired' };
}

/** Is the token certainly still accepted? */
export function replyTokenIsYoung(row: { replyTokenAt: number | null }, now: number): boolean {
  return row.replyTokenAt !== null && now - row.replyTokenAt < REPLY_TOKEN_TRUSTED_MS;
}
