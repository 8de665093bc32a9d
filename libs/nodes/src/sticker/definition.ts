import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { messageDefaults, messageFields, messagePorts, quoteSchema } from '../fields/messageFields';

const stickerNumber = z.string().regex(/^\d{1,20}$/, 'The number of a sticker has only digits.').meta({ control: 'sticker' });

/** A sticker of LINE's public list (FACTS §17); others are refused when sent. */
export const stickerContent = { packageId: stickerNumber, stickerId: stickerNumber };
export const stickerSchema = z.strictObject({ ...stickerContent, quote: quoteSchema, ...messageFields });
export type StickerData = z.infer<typeof stickerSchema>;

export const stickerDefinition = defineNode({
  type: 'sticker',
  kind: 'message',
  icon: 'sticker',
  sends: 'reply',
  schema: stickerSchema,
  defaults: () => ({ packageId: '446', stickerId: '1988', ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
