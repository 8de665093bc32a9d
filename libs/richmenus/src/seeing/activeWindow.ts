import type { RichMenuRules } from '@chatloom/contract';

type Window = RichMenuRules['schedule'][number]['window'];

/** A moment as clocks on the wall of a time zone show it. */
interface WallTime {
  /** `2026-12-24T18:00` */
  local: string;
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: number;
  /** `18:00` */
  time: string;
}

/** What the wall clock of a zone shows at a moment (epoch ms). */
export function wallTime(at: number, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  const time = `${part('hour')}:${part('minute')}`;
  return { local: `${part('year')}-${part('month')}-${part('day')}T${time}`, weekday: WEEKDAYS.indexOf(part('weekday')) + 1, time };
}
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Is the window open? The begin belongs to it, the end does not. A weekly window that ends at or before its begin goes on into the
 * next day: Friday 22:00 to 02:00 covers Saturday 01:00.
 */
export function isOpen(window: Window, { local, weekday, time }: WallTime): boolean {
  if (window.type === 'once') return window.from <= local && (window.until === null || local < window.until);
  const { days, from, until } = window;
  if (from < until) return days.includes(weekday) && from <= time && time < until;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return (days.includes(weekday) && from <= time) || (days.includes(yesterday) && time < until);
}
