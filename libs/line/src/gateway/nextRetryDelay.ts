/** LINE keeps a retry key for 24 h from the first attempt (FACTS §10); a later attempt would send a second time. */
export const RETRY_GIVE_UP_AFTER_MS = 24 * 3_600_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;

/**
 * How long to wait before attempt number `attempt + 1`, in whole ms: doubling from 1 s to 15 min, with a jitter of
 * half to full so that senders which failed together do not come back together.
 *
 * @param attempt attempts made so far, from 1
 * @param random 0 ≤ x < 1
 * @param elapsedMs since the first attempt
 * @returns `undefined` to give up: the next attempt would come after 24 h
 */
export function nextRetryDelay(attempt: number, random: () => number, elapsedMs = 0): number | undefined {
  // Beyond 2^20 s the cap has long been reached; the exponent is bounded to stay a number.
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(20, Math.max(0, attempt - 1)));
  const delay = Math.round(full / 2 + (random() * full) / 2);
  return elapsedMs + delay >= RETRY_GIVE_UP_AFTER_MS ? undefined : delay;
}
