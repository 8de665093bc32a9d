import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { tagName } from '../fields/names';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts when a person gets this tag who had it not: by a flow, by a colleague, by an import or by the API. */
export const tagAddedTriggerSchema = z.strictObject({ tag: tagName, ...triggerFields });
export type TagAddedTriggerData = z.infer<typeof tagAddedTriggerSchema>;

export const tagAddedTriggerDefinition = defineNode({
  type: 'tagAddedTrigger',
  kind: 'trigger',
  icon: 'tag',
  schema: tagAddedTriggerSchema,
  // A flow that gives the tag is still running then.
  defaults: () => ({ tag: '', ...triggerDefaults, whileRunning: 'queue' as const }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
