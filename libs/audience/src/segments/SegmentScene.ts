import { DateTime } from 'luxon';
import type { SegmentTime } from '@chatloom/contract';

/** The moment and the place a segment is read at. */
export interface SegmentScene {
  botId: string;
  /** Epoch ms. */
  now: number;
  /** IANA name; days of a segment are days of this zone. */
  timeZone: string;
}

const UNIT_MS = { hours: 3_600_000, days: 86_400_000 } as const;

/** Epoch ms from (with) and until (without); null is open. What is in it is meant by `when`. */
export interface Span {
  from: number | null;
  until: number | null;
}

/** The span of time `when` speaks of. Days are whole days of the zone, also where a change of the clocks makes them 23 or 25 hours long. */
export function spanOf(when: SegmentTime, { now, timeZone }: SegmentScene): Span {
  switch (when.op) {
    case 'ever':
      return { from: null, until: null };
    case 'inLast':
      return { from: now - when.amount * UNIT_MS[when.unit], until: null };
    case 'inNext':
      return { from: now, until: now + when.amount * UNIT_MS[when.unit] };
    case 'between':
      return { from: startOfDay(when.day, timeZone), until: startOfDay(addDays(when.until, 1), timeZone) };
    case 'before':
      return { from: null, until: startOfDay(when.day, timeZone) };
    case 'on':
      return { from: startOfDay(when.day, timeZone), until: startOfDay(addDays(when.day, 1), timeZone) };
    case 'after':
      return { from: startOfDay(addDays(when.day, 1), timeZone), until: null };
  }
}

export function isInSpan(at: number, { from, until }: Span): boolean {
  return (from === null || at >= from) && (until === null || at < until);
}

/** The calendar day it is in the zone, e.g. `2026-11-21`. */
export function dayAt(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** @param day e.g. `2026-11-21` */
export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The first moment of the day in the zone; epoch ms. */
function startOfDay(day: string, timeZone: string): number {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toMillis();
}

/**
 * Months with days (`MM-DD`) whose yearly return falls between two days counted from today. Somebody born on February 29 celebrates on
 * the 28th in years that have no 29th.
 */
export function anniversaries(today: string, fromDays: number, toDays: number): string[] {
  const found = new Set<string>();
  for (let days = fromDays; days <= toDays; days++) {
    const day = addDays(today, days);
    found.add(day.slice(5));
    if (day.endsWith('-02-28') && addDays(day, 1).endsWith('-03-01')) found.add('02-29');
  }
  return [...found].sort();
}

/** `01` to `12`. */
export function monthOf(month: number | 'this' | 'next', today: string): string {
  const current = Number(today.slice(5, 7));
  const meant = month === 'this' ? current : month === 'next' ? (current % 12) + 1 : month;
  return String(meant).padStart(2, '0');
}
