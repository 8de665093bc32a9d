import { localTime, localTimeToInstant } from '@chatloom/engine';

/** Times of day, `HH:mm`; an end that is not later than the begin is on the next day. */
export interface QuietHours {
  from: string;
  until: string;
}

/**
 * When messages may go again, if the wall clock of the zone shows a quiet time now; null when they may go now. In a night in which clocks change the end
 * is what `localTimeToInstant` makes of it, as for everything planned.
 *
 * @param now epoch ms
 * @param timeZone IANA name
 */
export function quietUntil({ from, until }: QuietHours, timeZone: string, now: number): number | null {
  const { date, time } = localTime(now, timeZone);
  const isQuiet = from < until ? time >= from && time < until : from !== until && (time >= from || time < until);
  if (!isQuiet) return null;
  const day = time < until ? date : dayAfter(date);
  const end = localTimeToInstant(day, until, timeZone) ?? now;
  // Where the end comes twice, its first coming may be over.
  return Math.max(end, now + MINUTE_MS);
}

const MINUTE_MS = 60_000;

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
