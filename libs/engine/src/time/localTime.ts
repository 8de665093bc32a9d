import { DateTime, IANAZone, type Zone } from 'luxon';

/** What a clock on the wall of the zone shows: `date` yyyy-MM-dd, `time` HH:mm, ISO weekday 1-7. */
export function localTime(at: number, zone: string): { date: string; time: string; weekday: number } {
  const wall = new Date(at + offsetAt(at, zone));
  const text = wall.toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16), weekday: wall.getUTCDay() || 7 };
}

/** A moment in a zone; an unknown zone is taken as UTC, because a conversation must not stop for it. */
export function inZone(at: number, zone: string): DateTime {
  const local = DateTime.fromMillis(at, { zone });
  return local.isValid ? local : DateTime.fromMillis(at, { zone: 'utc' });
}

/** A moment meant by a time on the wall, and what summer time did to it. */
export interface LocalInstant {
  /** Epoch ms. */
  at: number;
  /** `shiftedByGap`: that time was left out, this one is as much later; `doubledTakenFirst`: it comes twice. */
  note?: 'shiftedByGap' | 'doubledTakenFirst';
}

/**
 * The moment when a clock in the zone shows the date and time. A time that summer time leaves out is moved on by the
 * length of the gap (02:30 is 03:30 that day); of one that comes twice it is the first coming (RELIABILITY F22).
 * @param date yyyy-MM-dd; a day there is not has no moment
 * @param time HH:mm
 */
export function localInstant(date: string, time: string, zone: string): LocalInstant | undefined {
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(date)) return undefined;
  // Whatever clocks do within two days, one of these two offsets is in force before and the other after.
  const before = offsetAt(wall - DAY_MS, zone);
  const after = offsetAt(wall + DAY_MS, zone);
  const fits = (offset: number): boolean => offsetAt(wall - offset, zone) === offset;
  if (before === after) return { at: wall - before };
  if (fits(before)) return fits(after) ? { at: wall - Math.max(before, after), note: 'doubledTakenFirst' } : { at: wall - before };
  if (fits(after)) return { at: wall - after };
  return { at: wall - Math.min(before, after), note: 'shiftedByGap' };
}

/** `localInstant`, where only the moment matters. */
export function localTimeToInstant(date: string, time: string, zone: string): number | undefined {
  return localInstant(date, time, zone)?.at;
}

const DAY_MS = 86_400_000;

const zones = new Map<string, Zone>();

/** How far the zone's clocks are ahead of UTC at that moment, ms. Straight from the zone: a schedule asks for thousands of days. */
function offsetAt(at: number, name: string): number {
  let zone = zones.get(name);
  if (!zone) {
    zone = DateTime.fromMillis(0, { zone: name }).isValid ? DateTime.fromMillis(0, { zone: name }).zone : IANAZone.create('UTC');
    zones.set(name, zone);
  }
  return zone.offset(at) * 60_000;
}
