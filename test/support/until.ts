import { setTimeout as pause } from 'node:timers/promises';

/** Between two looks, ms: whoever is waited for needs the processor, too, and a look costs more than this on a busy one. */
export const BETWEEN_LOOKS_MS = 10;

/** Asks again until the answer is as wanted, and returns it; the test's own patience is the limit. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await pause(BETWEEN_LOOKS_MS);
  }
}
