import { VIDEO_TRACKING_ID_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { mediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';

/** A film: mp4, at most 200 MB; the preview picture has the same shape and at most 1 MB (FACTS §7). */
export const videoContent = {
  videoUrl: mediaUrl(),
  previewUrl: mediaUrl({ picture: 'fit' }),
  /** Comes back in LINE's "video watched" event. */
  trackingId: z
    .string()
    .max(VIDEO_TRACKING_ID_MAX_UTF16, `A tracking id has at most ${VIDEO_TRACKING_ID_MAX_UTF16} characters.`)
    .regex(/^[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>[\]]*$/, 'A tracking id has only letters, digits and - . = , + * ( ) % $ & ; : @ { } ! ? < > [ ].')
    .optional()
    .meta({ control: 'text', advanced: true }),
};
export const videoSchema = z.strictObject({ ...videoContent, ...messageFields });
export type VideoData = z.infer<typeof videoSchema>;

export const videoDefinition = defineNode({
  type: 'video',
  kind: 'message',
  icon: 'video',
  sends: 'reply',
  schema: videoSchema,
  defaults: () => ({ videoUrl: '', previewUrl: '', ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
