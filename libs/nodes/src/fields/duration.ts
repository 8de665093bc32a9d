import { z } from 'zod';

/** Units a person thinks in. Days and weeks follow the calendar of the bot's zone, so 1 day keeps the time of day. */
export const DURATION_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;

const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };

/** How long, as the designer said it. */
export interface DurationData {
  amount: number;
  unit: (typeof DURATION_UNITS)[number];
}

/** A duration of at most a year. */
export const durationSchema = z
  .strictObject({
    amount: z.number().positive('The time must be more than zero.').max(31_622_400, 'The time is too long.'),
    unit: z.enum(DURATION_UNITS),
  })
  .refine((duration) => approximateMs(duration) <= 366 * 86_400_000, 'At most one year.')
  .meta({ control: 'duration' });

/** Length in milliseconds, taking a day as 24 hours. For limits and prices, not for due times. */
export function approximateMs(duration: DurationData): number {
  return duration.amount * UNIT_MS[duration.unit];
}
