import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { mediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';

/** A sound: mp3 or m4a, at most 200 MB (FACTS §7). LINE shows the length it is told. */
export const audioContent = {
  audioUrl: mediaUrl(),
  seconds: z
    .number()
    .positive('The length must be more than zero.')
    .max(86_400, 'At most a day.')
    .meta({ control: 'number', min: 1, max: 86_400, step: 1, unitKey: 'units.seconds' }),
};
export const audioSchema = z.strictObject({ ...audioContent, ...messageFields });
export type AudioData = z.infer<typeof audioSchema>;

export const audioDefinition = defineNode({
  type: 'audio',
  kind: 'message',
  icon: 'music',
  sends: 'reply',
  schema: audioSchema,
  defaults: () => ({ audioUrl: '', seconds: 10, ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
