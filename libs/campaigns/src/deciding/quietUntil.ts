/** Times of day, `HH:mm`; an end that is not later than the begin is on the next day. */
export interface QuietHours {
  from: string;
  until: string;
}

/**
 * When messages may go again, if the wall clock of the zone shows a quiet time now; null when they may go now. The end is the first moment
 * at which that clock shows it again, so a night in which clocks change is as quiet as any other.
 *
 * @param now epoch ms
 * @param timeZone IANA name
 */
export function quietUntil(hours: QuietHours, timeZone: string, now: number): number | null {
  const from = minutesOf(hours.from);
  const until = minutesOf(hours.until);
  const time = wallMinutes(now, timeZone);
  const isQuiet = from < until ? time >= from && time < until : time >= from || time < until;
  if (!isQuiet || from === until) return null;
  // Minute by minute round the change of clocks, in one leap otherwise.
  let at = now - (now % MINUTE_MS) + ((until - time + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
  const shown = wallMinutes(at, timeZone);
  const off = ((shown - until + DAY_MINUTES + DAY_MINUTES / 2) % DAY_MINUTES) - DAY_MINUTES / 2;
  at -= off * MINUTE_MS;
  // A gap swallowed the end: the clock never shows it, and what it shows after the gap is late enough.
  return at > now ? at : now - (now % MINUTE_MS) + MINUTE_MS;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function wallMinutes(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })));
  return minutesOf(format.format(at));
}
