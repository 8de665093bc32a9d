import { DateTime } from 'luxon';

/** What a clock on the wall of the zone shows: `date` yyyy-MM-dd, `time` HH:mm, ISO weekday 1-7. */
export function localTime(at: number, zone: string): { date: string; time: string; weekday: number } {
  const local = inZone(at, zone);
  return { date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm'), weekday: local.weekday };
}

/** A moment in a zone; an unknown zone is taken as UTC, because a conversation must not stop for it. */
export function inZone(at: number, zone: string): DateTime {
  const local = DateTime.fromMillis(at, { zone });
  return local.isValid ? local : DateTime.fromMillis(at, { zone: 'utc' });
}

/**
 * The moment when a clock in the zone shows the date and time. A time that summer time leaves out is moved to the
 * next one there is; a time that comes twice is its first coming (F22).
 */
export function localTimeToInstant(date: string, time: string, zone: string): number | undefined {
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  const fields = { year, month, day, hour, minute };
  const local = DateTime.fromObject(fields, { zone });
  const known = local.isValid ? local : DateTime.fromObject(fields, { zone: 'utc' });
  if (!known.isValid) return undefined;
  // Of a time that comes twice luxon may give either; the earlier one is the first coming.
  const earlier = known.minus({ hours: 1 });
  return earlier.toFormat('yyyy-MM-dd HH:mm') === known.toFormat('yyyy-MM-dd HH:mm') ? earlier.toMillis() : known.toMillis();
}
