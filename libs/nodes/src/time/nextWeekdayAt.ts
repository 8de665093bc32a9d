import { inZone, localTimeToInstant } from '@chatloom/engine';

/** The next moment after `now` at which it is one of the ISO weekdays and the time of day in the zone. */
export function nextWeekdayAt(now: number, days: readonly number[], time: string, zone: string): number | undefined {
  const today = inZone(now, zone).startOf('day');
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = today.plus({ days: ahead });
    if (!days.includes(day.weekday)) continue;
    const at = localTimeToInstant(day.toFormat('yyyy-MM-dd'), time, zone);
    if (at !== undefined && at > now) return at;
  }
  return undefined;
}
