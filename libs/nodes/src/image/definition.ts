import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { mediaUrl, optionalMediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';

/** A picture: JPEG or PNG, at most 10 MB, its preview at most 1 MB (FACTS §7). */
export const imageContent = { imageUrl: mediaUrl({ picture: 'full' }), previewUrl: optionalMediaUrl({ picture: 'fit', advanced: true }) };
export const imageSchema = z.strictObject({ ...imageContent, ...messageFields });
export type ImageData = z.infer<typeof imageSchema>;

export const imageDefinition = defineNode({
  type: 'image',
  kind: 'message',
  icon: 'photo',
  sends: 'reply',
  schema: imageSchema,
  defaults: () => ({ imageUrl: '', ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
