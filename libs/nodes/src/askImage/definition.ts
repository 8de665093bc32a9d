import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { ownLabel } from '../fields/ownLabel';

/** Messages that have bytes (FACTS §5). */
export const MEDIA_TYPES = ['image', 'video', 'audio', 'file'] as const;

/**
 * Asks for a picture, or for a film, a sound or a file; quick replies open the camera and the album. Kept as
 * `{ messageId, mediaId, type, fileName? }`: the bytes are fetched from LINE and can be opened in the studio by `mediaId`.
 */
export const askImageSchema = z.strictObject({
  ...askFields,
  accept: z.array(z.enum(MEDIA_TYPES)).min(1, 'Choose at least one kind.').default(['image']).meta({ control: 'multiSelect', options: MEDIA_TYPES }),
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
  defaults: () => ({ ...askDefaults, accept: ['image' as const], offer: 'both' as const }),
  ports: (data) => askPorts(data),
});
