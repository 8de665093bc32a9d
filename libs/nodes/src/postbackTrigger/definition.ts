import { POSTBACK_DATA_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { conversationField } from '../fields/placeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts on a tap whose hidden data equals, or begins with, the given text. */
export const postbackTriggerSchema = z.strictObject({
  mode: z.enum(['equals', 'startsWith']).default('equals').meta({ control: 'select', options: ['equals', 'startsWith'] }),
  data: z
    .string()
    .min(1, 'The postback data is empty.')
    .max(POSTBACK_DATA_MAX_UTF16, `Postback data has at most ${POSTBACK_DATA_MAX_UTF16} characters.`)
    .meta({ control: 'text', counter: { unit: 'utf16', max: POSTBACK_DATA_MAX_UTF16 } }),
  conversation: conversationField.meta({ control: 'select', options: ['group', 'member'], advanced: true }),
  ...triggerFields,
});
export type PostbackTriggerData = z.infer<typeof postbackTriggerSchema>;

export const postbackTriggerDefinition = defineNode({
  type: 'postbackTrigger',
  kind: 'trigger',
  icon: 'click',
  schema: postbackTriggerSchema,
  defaults: () => ({ mode: 'equals' as const, data: '', conversation: 'group' as const, ...triggerDefaults }),
  ports: () => triggerPorts,
});
