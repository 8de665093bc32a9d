import { z } from 'zod';
import { defineNode } from '../defineNode';
import { placeDefaults, placeFields } from '../fields/placeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Message types LINE's webhook knows (FACTS §5); `any` also takes types that LINE adds later. */
export const MESSAGE_TYPES = ['any', 'text', 'image', 'video', 'audio', 'file', 'location', 'sticker'] as const;

/**
 * Starts on any message of the chosen types that no keyword and no waiting question took. In groups only where the
 * designer says so: a bot that answers everything people say to each other is soon thrown out.
 */
export const messageTriggerSchema = z.strictObject({
  messageTypes: z
    .array(z.enum(MESSAGE_TYPES))
    .min(1, 'Choose at least one kind of message.')
    .default(['any'])
    .meta({ control: 'multiSelect', options: MESSAGE_TYPES }),
  ...placeFields('oneToOne'),
  ...triggerFields,
});
export type MessageTriggerData = z.infer<typeof messageTriggerSchema>;

export const messageTriggerDefinition = defineNode({
  type: 'messageTrigger',
  kind: 'trigger',
  icon: 'message-circle',
  schema: messageTriggerSchema,
  defaults: () => ({ messageTypes: ['any' as const], ...placeDefaults('oneToOne'), ...triggerDefaults }),
  ports: () => triggerPorts,
});
