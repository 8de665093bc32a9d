import type { Recurrence } from '@chatloom/flow';
import { CronExpressionParser } from 'cron-parser';
import { inZone, localInstant, type LocalInstant, localTime } from './localTime';
import { datesOf } from './ruleDates';

/** One time of a calendar rule. */
export interface Occurrence extends LocalInstant {
  /** The day and time that were meant, `yyyy-MM-ddTHH:mm`; with a note, the clock showed something else or showed it twice. */
  local: string;
}

/** Occurrences looked at before a rule counts as one that never comes: a cron text for every minute, all of whose next days are left out. */
const MAX_LOOKED_AT = 10_000;
const DAY_MS = 86_400_000;

/**
 * When a calendar rule comes next after a moment: the one place where local times become moments (DESIGN §6). Never the same moment twice
 * when asked with the moment it gave last.
 *
 * @param after epoch ms; the occurrence is later
 * @param done how often it came already; matters to a rule with `count`
 * @returns `null` when it never comes again, also for a cron text that is none
 */
export function nextOccurrence(recurrence: Recurrence, after: number, done = 0): Occurrence | null {
  for (const occurrence of occurrences(recurrence, after, done)) return occurrence;
  return null;
}

/** The next occurrences, at most `howMany`: for a preview. */
export function nextOccurrences(recurrence: Recurrence, after: number, howMany: number, done = 0): Occurrence[] {
  const found: Occurrence[] = [];
  for (const occurrence of occurrences(recurrence, after, done)) if (found.push(occurrence) >= howMany) break;
  return found;
}

/**
 * One occurrence after the other, as `nextOccurrence` gives them when it is asked with the moment it gave last; whoever wants several
 * has each day looked at only once.
 */
export function* occurrences(recurrence: Recurrence, after: number, done = 0): Generator<Occurrence> {
  const { rule, count, from, until, timeZone } = recurrence;
  const wanted = ({ local }: Occurrence): boolean => {
    const date = local.slice(0, 10);
    return (from === undefined || date >= from) && !recurrence.skipDates?.includes(date);
  };
  const over = ({ local }: Occurrence): boolean => until !== undefined && local.slice(0, 10) > until;
  // A day back: what a zone's midnight gap moves belongs to the day before.
  const start = localTime(after - DAY_MS, timeZone).date;
  const first = from !== undefined && from > start ? from : start;
  let last = after;
  let left = count === undefined ? Infinity : count - done;
  let looked = 0;
  if (left <= 0) return;
  for (const occurrence of rule.type === 'cron' ? cronOccurrences(rule.cron, timeZone, first) : datedOccurrences(recurrence, rule.time, first)) {
    if (over(occurrence) || looked >= MAX_LOOKED_AT) return;
    looked += 1;
    if (occurrence.at <= last || !wanted(occurrence)) continue;
    yield occurrence;
    last = occurrence.at;
    looked = 0;
    left -= 1;
    if (left <= 0) return;
  }
}

/** A cron text as a rule, for schedules that are kept as one. */
export function cronRecurrence(cron: string, timeZone: string): Recurrence {
  return { rule: { type: 'cron', cron }, timeZone, skipDates: [], missed: 'runOnce' };
}

function* datedOccurrences(recurrence: Recurrence, time: string, first: string): Generator<Occurrence> {
  for (const date of datesOf(recurrence, first)) {
    const instant = localInstant(date, time, recurrence.timeZone);
    if (instant) yield { ...instant, local: `${date}T${time}` };
  }
}

/**
 * The parser reads the text and counts the days, in UTC; what a day's times mean in the zone is decided here as for every other rule
 * (its own arithmetic fails where clocks change by half an hour). A text for every hour follows the hours there are: it comes
 * twice in a doubled hour and not at all in one left out.
 */
function* cronOccurrences(cron: string, timeZone: string, first: string): Generator<Occurrence> {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5) return;
  let days: ReturnType<typeof CronExpressionParser.parse>;
  let hours: readonly number[];
  let minutes: readonly number[];
  try {
    const { hour, minute } = CronExpressionParser.parse(cron, { tz: 'UTC' }).fields;
    [hours, minutes] = [hour.values, minute.values];
    days = CronExpressionParser.parse(`0 0 ${parts.slice(2).join(' ')}`, { tz: 'UTC', currentDate: new Date(Date.parse(`${first}T00:00:00Z`) - 1) });
  } catch {
    return;
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => `${twoDigits(hour)}:${twoDigits(minute)}`));
  for (;;) {
    let date: string;
    try {
      date = days.next().toDate().toISOString().slice(0, 10);
    } catch {
      return;
    }
    const found = times.flatMap((time) => instantsOf(date, time, timeZone, hours.length === 24).map((instant) => ({ ...instant, local: `${date}T${time}` })));
    yield* found.sort((a, b) => a.at - b.at);
  }
}

function instantsOf(date: string, time: string, timeZone: string, everyHour: boolean): LocalInstant[] {
  const instant = localInstant(date, time, timeZone);
  if (!instant) return [];
  if (!everyHour || instant.note === undefined) return [instant];
  if (instant.note === 'shiftedByGap') return [];
  return inZone(instant.at, timeZone).getPossibleOffsets().map((one) => ({ at: one.toMillis() }));
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
