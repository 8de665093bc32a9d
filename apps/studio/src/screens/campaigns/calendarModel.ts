/** A calendar day, `2026-11-22`. */
export type Day = string;

const DAY_MS = 86_400_000;
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** The day so many days away. */
export const addDays = (day: Day, count: number): Day => dayAt(noon(day) + count * DAY_MS);

/** Days between two days, negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((noon(to) - noon(from)) / DAY_MS);

/** The first day of the month `count` months away from the day's own. */
export function addMonths(day: Day, count: number): Day {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** The week a day lies in; `firstDay` 0 = Sunday … 6 = Saturday. */
export function weekOf(day: Day, firstDay: number): Day[] {
  const back = (new Date(noon(day)).getUTCDay() - firstDay + 7) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(day, index - back));
}

/** The weeks that show a whole month, with the days of its neighbours at both ends. */
export function weeksOf(day: Day, firstDay: number): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  const weeks: Day[][] = [];
  for (let start = weekOf(first, firstDay)[0]!; start.slice(0, 7) <= day.slice(0, 7); start = addDays(start, 7)) weeks.push(weekOf(start, firstDay));
  return weeks;
}

/** Wall clock of a moment in a zone: the day, and the time as `18:05`. */
export function wallClock(at: string | number, timeZone: string): { day: Day; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return { day: `${of('year')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
}

/** Moments that surely contain these days in any zone, for asking the server. */
export const rangeOf = (first: Day, last: Day): { from: string; to: string } => ({ from: new Date(noon(first) - 1.5 * DAY_MS).toISOString(), to: new Date(noon(last) + 1.5 * DAY_MS).toISOString() });

/** The day a week begins with where the reader lives: 0 = Sunday, 1 = Monday. */
export function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  return (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 7 }).firstDay % 7;
}
