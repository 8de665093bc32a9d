import { z } from 'zod';

/** How long something given to people is good: vouchers from their issue, a stamp card from its first stamp. */
export const expiryRuleSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('never') }),
  /** Through this day of the bot's time zone. */
  z.strictObject({ by: z.literal('date'), date: z.iso.date() }),
  /** Through the end of the day so many days later, in the bot's time zone; 0: the day itself. */
  z.strictObject({ by: z.literal('days'), days: z.number().int().min(0).max(3_650) }),
]);
export type ExpiryRule = z.infer<typeof expiryRuleSchema>;

/** Whether people get it: `draft` not yet, `open` yes (within its times), `stopped` no more; what they have stays good. */
export const GIVING_STATES = ['draft', 'open', 'stopped'] as const;
export const givingStateSchema = z.enum(GIVING_STATES);
export type GivingState = z.infer<typeof givingStateSchema>;

/** A day of the bot's time zone, `YYYY-MM-DD`. */
export const statisticsDaySchema = z.iso.date();
