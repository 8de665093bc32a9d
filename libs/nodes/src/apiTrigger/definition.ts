import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts when somebody's own system calls the API with this key for a contact. */
export const apiTriggerSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A key has 1 to 64 letters, digits, "_" or "-".')
    .meta({ control: 'text' }),
  ...triggerFields,
});
export type ApiTriggerData = z.infer<typeof apiTriggerSchema>;

export const apiTriggerDefinition = defineNode({
  type: 'apiTrigger',
  kind: 'trigger',
  icon: 'api',
  schema: apiTriggerSchema,
  defaults: () => ({ key: '', ...triggerDefaults }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
