const DAY_MS = 86_400_000;
const UTC9_MS = 9 * 3_600_000;

/** The `count` days before today, oldest first, as LINE counts days (UTC+9). @returns `yyyy-mm-dd` */
export function daysBefore(now: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => new Date(now + UTC9_MS - (count - index) * DAY_MS).toISOString().slice(0, 10));
}

/** LINE's way to write a day: `20261120`. */
export function lineDate(day: string): string {
  return day.replaceAll('-', '');
}
