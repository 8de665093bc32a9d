import { DateTime } from 'luxon';
import type { DurationData } from '../fields/duration';

/**
 * The moment a duration later, epoch ms. Seconds, minutes and hours are exact; days and weeks keep the wall clock of
 * the zone, so "1 day" over a change to summer time is 23 hours.
 */
export function afterDuration(now: number, duration: DurationData, zone: string): number {
  const calendar = duration.unit === 'days' || duration.unit === 'weeks';
  if (!calendar || !Number.isInteger(duration.amount)) {
    return Math.round(now + DateTime.fromMillis(0, { zone: 'utc' }).plus({ [duration.unit]: duration.amount }).toMillis());
  }
  const later = DateTime.fromMillis(now, { zone }).plus({ [duration.unit]: duration.amount });
  // An unknown zone must not stop a conversation: count days as 24 hours then.
  return later.isValid ? later.toMillis() : now + duration.amount * (duration.unit === 'days' ? 86_400_000 : 604_800_000);
}
