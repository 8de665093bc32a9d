import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { segmentIdField } from '../fields/names';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts when a person comes into a saved segment, or leaves it: found by a look at the segment every few seconds. */
export const segmentTriggerSchema = z.strictObject({
  segmentId: segmentIdField,
  when: z.enum(['entered', 'left']).default('entered').meta({ control: 'select', options: ['entered', 'left'] }),
  /** Who comes in (or leaves) once more starts once more. */
  again: z.boolean().default(false).meta({ control: 'switch' }),
  /** Those who are in it when this is published start too. */
  present: z.boolean().default(false).meta({ control: 'switch', showWhen: { field: 'when', is: ['entered'] } }),
  ...triggerFields,
});
export type SegmentTriggerData = z.infer<typeof segmentTriggerSchema>;

export const segmentTriggerDefinition = defineNode({
  type: 'segmentTrigger',
  kind: 'trigger',
  icon: 'chart-circles',
  schema: segmentTriggerSchema,
  // Nobody did anything at that moment: a conversation that is going on must not be broken into.
  defaults: () => ({ segmentId: '', when: 'entered' as const, again: false, present: false, ...triggerDefaults, whileRunning: 'queue' as const }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
