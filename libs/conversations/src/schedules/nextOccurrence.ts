import { CronExpressionParser } from 'cron-parser';

/**
 * When a cron text (five fields) rings next after a moment, in the bot's zone. A local time that daylight saving skips
 * rings at the next valid minute; one that it repeats rings once, for fixed hours (RELIABILITY F22).
 * @returns epoch ms; `null` for a text that never rings or is none
 */
export function nextOccurrence(cron: string, timeZone: string, after: number): number | null {
  try {
    return CronExpressionParser.parse(cron, { tz: timeZone, currentDate: new Date(after) }).next().getTime();
  } catch {
    return null;
  }
}
