import type { Recurrence } from '@chatloom/flow';
import { type Occurrence, occurrences } from './nextOccurrence';

/** What was missed still runs, once, when it is at most so late (RELIABILITY F23). */
export const RUN_MISSED_WITHIN_MS = 3_600_000;
/** Occurrences that are caught up with at once by `runAll`; the rest counts as skipped. */
export const MAX_CAUGHT_UP = 100;

/** What to do now that a rule's time has come, perhaps a while ago. */
export interface DueOccurrences {
  /** To run now, oldest first. */
  run: Occurrence[];
  /** How many are left out; whoever asks says so. */
  skipped: number;
  next: Occurrence | null;
}

/**
 * Which of the occurrences that are over by now are run. An occurrence a few seconds late is no missed one: `graceMs` is how late a
 * healthy system may be.
 *
 * @param due the moment that was planned, epoch ms; must be one the rule gave
 * @param done how often it came before `due`
 */
export function dueOccurrences(recurrence: Recurrence, due: Occurrence, now: number, done = 0, graceMs = 60_000): DueOccurrences {
  if (due.at > now) return { run: [], skipped: 0, next: due };
  const missed: Occurrence[] = [due];
  let dropped = 0;
  let next: Occurrence | null = null;
  for (const occurrence of occurrences(recurrence, due.at, done + 1)) {
    if (occurrence.at > now) {
      next = occurrence;
      break;
    }
    missed.push(occurrence);
    if (missed.length > MAX_CAUGHT_UP) {
      missed.shift();
      dropped += 1;
    }
  }
  const last = missed.at(-1)!;
  const late = now - last.at;
  const run = late <= graceMs ? healthy(recurrence, missed, last) : overdue(recurrence, missed, last, late);
  return { run, skipped: missed.length + dropped - run.length, next };
}

/** The last one is on time; only the ones before it were missed. */
function healthy({ missed: policy }: Recurrence, missed: Occurrence[], last: Occurrence): Occurrence[] {
  return policy === 'runAll' ? missed : [last];
}

function overdue({ missed: policy }: Recurrence, missed: Occurrence[], last: Occurrence, late: number): Occurrence[] {
  if (policy === 'runAll') return missed;
  return policy === 'runOnce' && late <= RUN_MISSED_WITHIN_MS ? [last] : [];
}
