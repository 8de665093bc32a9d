import { z } from 'zod';

/** A time of day, `HH:mm`, 00:00 to 23:59. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written HH:mm, from 00:00 to 23:59.')
  .meta({ control: 'timeOfDay' });

/** A list of ISO weekdays: 1 is Monday, 7 is Sunday. */
export const weekdaysField = z
  .array(z.int().min(1).max(7))
  .min(1, 'Choose at least one day.')
  .refine((days) => new Set(days).size === days.length, 'A day is in the list twice.')
  .meta({ control: 'weekdays' });

/** An IANA time zone; empty or missing means the bot's. */
export const optionalTimeZone = z
  .string()
  .max(64)
  .refine((zone) => zone === '' || isTimeZone(zone), { error: (issue) => `"${String(issue.input)}" is not a time zone.` })
  .optional()
  .meta({ control: 'timeZone', advanced: true });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
