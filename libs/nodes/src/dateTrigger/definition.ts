import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { fieldName } from '../fields/names';
import { timeOfDay } from '../fields/timeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts on a date each person has of their own: three days before a visit, on a birthday each year. */
export const dateTriggerSchema = z.strictObject({
  /** Holds `yyyy-MM-dd`, perhaps with a time behind it. */
  field: fieldName,
  /** Negative: days after it. */
  daysBefore: z.int().min(-366).max(366).default(0).meta({ control: 'number', min: -366, max: 366, step: 1 }),
  /** On the bot's clock. */
  time: timeOfDay,
  /** Each year on that day; who was born on 29 February has it on the 28th of other years. */
  yearly: z.boolean().default(false).meta({ control: 'switch' }),
  ...triggerFields,
});
export type DateTriggerData = z.infer<typeof dateTriggerSchema>;

export const dateTriggerDefinition = defineNode({
  type: 'dateTrigger',
  kind: 'trigger',
  icon: 'calendar-heart',
  schema: dateTriggerSchema,
  // A date must not break into a conversation that somebody is having.
  defaults: () => ({ field: '', daysBefore: 0, time: '10:00', yearly: false, ...triggerDefaults, whileRunning: 'queue' as const }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
