import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { ownLabel } from '../fields/ownLabel';

/** Asks for a picture; quick replies open the camera and the album. Kept as `{ messageId }`, the id LINE gives the bytes for. */
export const askImageSchema = z.strictObject({
  ...askFields,
  offer: z.enum(['both', 'camera', 'album', 'none']).default('both').meta({ control: 'select', options: ['both', 'camera', 'album', 'none'], advanced: true }),
  cameraLabel: ownLabel,
  albumLabel: ownLabel,
});
export type AskImageData = z.infer<typeof askImageSchema>;

export const askImageDefinition = defineNode({
  type: 'askImage',
  kind: 'ask',
  icon: 'photo-question',
  sends: 'reply',
  waits: 'answer',
  schema: askImageSchema,
  defaults: () => ({ ...askDefaults, offer: 'both' as const }),
  ports: (data) => askPorts(data),
});
