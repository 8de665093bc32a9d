import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { fieldName } from '../fields/names';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts when a field of a person gets another value, or one value in particular. */
export const fieldChangedTriggerSchema = z.strictObject({
  field: fieldName,
  /** Compared with the new value as text. Empty: any change, also to nothing. */
  value: z.string().max(1000).default('').meta({ control: 'text' }),
  ...triggerFields,
});
export type FieldChangedTriggerData = z.infer<typeof fieldChangedTriggerSchema>;

export const fieldChangedTriggerDefinition = defineNode({
  type: 'fieldChangedTrigger',
  kind: 'trigger',
  icon: 'edit',
  schema: fieldChangedTriggerSchema,
  // A flow that sets the field is still running then.
  defaults: () => ({ field: '', value: '', ...triggerDefaults, whileRunning: 'queue' as const }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
