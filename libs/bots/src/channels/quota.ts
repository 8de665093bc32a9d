/** Shares of the quota, in percent, at which somebody should know. */
export const QUOTA_ALARM_LEVELS = [70, 90, 100] as const;
export type QuotaLevel = 0 | (typeof QUOTA_ALARM_LEVELS)[number];

/** A channel's messages this month. */
export interface QuotaView {
  /** yyyy-mm in UTC+9. */
  month: string;
  /** null = unlimited. */
  limit: number | null;
  used: number;
  level: QuotaLevel;
  checkedAt: Date;
  /** What was used at the end of each day this month that was seen, oldest first. */
  days: { day: string; used: number }[];
}

/** The highest alarm level reached; 0 below all of them and for unlimited accounts. */
export function quotaLevel(used: number, limit: number | null): QuotaLevel {
  if (limit === null) return 0;
  return [...QUOTA_ALARM_LEVELS].reverse().find((level) => used * 100 >= limit * level) ?? 0;
}

const DAY_MS = 86_400_000;
const UTC9_MS = 9 * 3_600_000;
/** The pace of so many days counts, so that a campaign at the beginning of the month does not frighten at its end. */
const PACE_DAYS = 7;

/** LINE counts days and months in UTC+9 (FACTS §3, §18.7). @returns `yyyy-mm-dd` */
export function lineDay(now: number): string {
  return new Date(now + UTC9_MS).toISOString().slice(0, 10);
}

/**
 * Messages that will have been used at the month's end if the pace of the last seven days (of this month) goes on.
 *
 * @param days used by the end of each day, this month, oldest first
 */
export function forecastUsage(used: number, days: readonly { day: string; used: number }[], now: number): number {
  const today = new Date(now + UTC9_MS);
  const monthEnds = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
  const monthBegan = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  const left = monthEnds - today.getTime();
  const earliest = today.getTime() - PACE_DAYS * DAY_MS;
  // The youngest day that is far enough back; without one, the month's beginning, when nothing was used.
  const base = [...days].reverse().find(({ day }) => endOf(day) <= earliest);
  const since = base ? endOf(base.day) : monthBegan;
  const spent = used - (base?.used ?? 0);
  const passed = Math.max(today.getTime() - since, DAY_MS / 24);
  return Math.round(used + (Math.max(0, spent) * left) / passed);
}

/** The end of a day, on the same scale as `now + UTC9_MS`. */
function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}
