/**
 * LINE remembers retry keys for 24 hours after the first attempt (FACTS §10); later a repeated key sends again. We stop an hour earlier, so that no
 * call under way is overtaken.
 */
export const KEY_LIVES_MS = 23 * 3_600_000;

/** What a call to LINE ended with, reduced to what decides (see `SendOutcome` of @chatloom/line). */
export type ChunkVerdict =
  | { kind: 'sent' }
  | { kind: 'alreadySent' }
  | { kind: 'retryLater'; after: number; reason: 'rate' | 'server' | 'network' }
  | { kind: 'refused' }
  | { kind: 'quotaUsedUp' }
  | { kind: 'unauthorized' };

export interface JudgedChunk {
  /** People in this call. */
  size: number;
  /** Epoch ms of the first call under this key. */
  firstTriedAt: number;
  /** Calls under this key so far, the one being judged included. */
  attempts: number;
}

export type ChunkDecision =
  | { do: 'done' }
  /** Again under the same key. `mayHaveArrived`: only the same key is safe. */
  | { do: 'again'; afterMs: number; mayHaveArrived: boolean }
  /** LINE refuses the call as a whole and nobody got anything: try its parts under new keys. */
  | { do: 'split' }
  | { do: 'fail'; reason: 'refused' }
  /** Nobody can say whether it arrived: never sent again. */
  | { do: 'giveUp' }
  /** Nobody got anything; the run stops until a person acts. */
  | { do: 'stop'; code: 'quotaUsedUp' | 'unauthorized' };

const BACKOFF_MAX_MS = 300_000;

/** What to do after a call that carries a retry key (FACTS §10): any 4xx but 409 and 429 means that nobody got anything. */
export function decideChunk(chunk: JudgedChunk, verdict: ChunkVerdict, now: number): ChunkDecision {
  switch (verdict.kind) {
    case 'sent':
    case 'alreadySent':
      return { do: 'done' };
    case 'refused':
      return chunk.size > 1 ? { do: 'split' } : { do: 'fail', reason: 'refused' };
    case 'quotaUsedUp':
    case 'unauthorized':
      return { do: 'stop', code: verdict.kind };
    case 'retryLater': {
      // "Too fast" is answered before anything is done; after any other failure it may have arrived.
      const mayHaveArrived = verdict.reason !== 'rate';
      const afterMs = Math.min(Math.round(verdict.after * (mayHaveArrived ? 2 ** Math.min(chunk.attempts - 1, 20) : 1)), BACKOFF_MAX_MS);
      if (mayHaveArrived && now + afterMs - chunk.firstTriedAt > KEY_LIVES_MS) return { do: 'giveUp' };
      return { do: 'again', afterMs, mayHaveArrived };
    }
  }
}
