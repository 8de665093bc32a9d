import { z } from 'zod';

/** A day on the calendar that there is, `yyyy-MM-dd`. */
export const calendarDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written 2027-01-31.')
  .refine((date) => isRealDate(date), 'There is no such day.');
/** A time of day on the wall, `HH:mm`. */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written 18:30.');
/** Monday is 1, Sunday is 7 (ISO). */
const weekdaySchema = z.int().min(1).max(7);

/**
 * When something comes back, as a person says it. Times are those of a clock on the wall of `Recurrence.timeZone`; what
 * summer time does to them is decided by `nextOccurrence` of the engine.
 */
export const recurrenceRuleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('once'), date: calendarDateSchema, time: clockTimeSchema }),
  /** Every so many days, counted from `Recurrence.from`. */
  z.object({ type: z.literal('daily'), every: z.int().min(1).max(365).default(1), time: clockTimeSchema }),
  /** On these weekdays of every so many weeks; weeks begin on Monday and are counted from the one `from` lies in. */
  z.object({ type: z.literal('weekly'), every: z.int().min(1).max(52).default(1), days: z.array(weekdaySchema).min(1).max(7), time: clockTimeSchema }),
  /** Every so many months, counted from the one `from` lies in. */
  z.object({
    type: z.literal('monthly'),
    every: z.int().min(1).max(24).default(1),
    on: z.discriminatedUnion('type', [
      /** In a month without that day it is the month's last one. */
      z.object({ type: z.literal('day'), day: z.int().min(1).max(31) }),
      z.object({ type: z.literal('lastDay') }),
      /** "The second Tuesday"; 5 is the fifth, in months that have one, and -1 the last. */
      z.object({ type: z.literal('weekday'), nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1)]), weekday: weekdaySchema }),
    ]),
    time: clockTimeSchema,
  }),
  /** 29 February is 28 February in other years. */
  z.object({ type: z.literal('yearly'), month: z.int().min(1).max(12), day: z.int().min(1).max(31), time: clockTimeSchema }),
  /** Five cron fields, for what the others cannot say. */
  z.object({ type: z.literal('cron'), cron: z.string().max(120) }),
]);
export type RecurrenceRule = z.infer<typeof recurrenceRuleSchema>;

/**
 * What to do with occurrences that passed while nothing was running: leave them out, run once for all of them when the last is at most
 * an hour late, or run each.
 */
export const missedPolicySchema = z.enum(['skip', 'runOnce', 'runAll']);
export type MissedPolicy = z.infer<typeof missedPolicySchema>;

/** A calendar rule with its zone and its limits. */
export const recurrenceSchema = z.object({
  rule: recurrenceRuleSchema,
  /** IANA name, e.g. `Asia/Taipei`. */
  timeZone: z.string().min(1).max(64),
  /** First day it may happen, and what "every second week" is counted from. */
  from: calendarDateSchema.optional(),
  /** Last day it may happen. */
  until: calendarDateSchema.optional(),
  /** At most so many times. */
  count: z.int().min(1).max(10_000).optional(),
  /** Days it is left out on. */
  skipDates: z.array(calendarDateSchema).max(366).default([]),
  missed: missedPolicySchema.default('runOnce'),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;

function isRealDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
