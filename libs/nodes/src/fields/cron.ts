import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';

/**
 * Why five cron fields cannot be used, or nothing. Minute, hour, day of month, month, day of week; `?`, `L`, `#` and
 * names as cron-parser knows them, but no seconds.
 */
export function cronProblem(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return `five parts are needed, there are ${cron.trim() === '' ? 0 : fields.length}`;
  if (cron.length > 120) return 'it is longer than 120 characters';
  try {
    const times = CronExpressionParser.parse(fields.join(' '), { tz: 'UTC', currentDate: new Date('2026-01-01T00:00:00Z') });
    // A day there is never (30 February) passes the syntax and fails here.
    times.next();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Five cron fields. */
export const cronField = z
  .string()
  .superRefine((cron, context) => {
    const reason = cronProblem(cron);
    if (!reason) return;
    context.addIssue({ code: 'custom', message: `"${cron}" is no schedule: ${reason}.`, params: { code: 'cronInvalid', reason } });
  })
  .meta({ control: 'cron' });
