import { ALT_TEXT_MAX_UTF16, IMAGE_CAROUSEL_COLUMNS } from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { imageCarouselChoiceSchema } from '../fields/choice';
import { localizedText } from '../fields/localizedText';
import { mediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { uniqueChoices } from '../fields/uniqueChoices';

/** Up to ten square pictures side by side, each doing one thing when tapped (FACTS §7 image carousel). */
export const imageCarouselContent = {
  columns: z
    .array(z.strictObject({ imageUrl: mediaUrl({ picture: 'fit' }), choice: imageCarouselChoiceSchema }))
    .min(1, 'At least one picture is needed.')
    .max(IMAGE_CAROUSEL_COLUMNS, `LINE allows at most ${IMAGE_CAROUSEL_COLUMNS} pictures.`)
    .meta({ control: 'columns', container: 'imageCarousel', minItems: 1, maxItems: IMAGE_CAROUSEL_COLUMNS }),
  /** There are no other words for notifications and screen readers, so these are needed. */
  altText: localizedText(ALT_TEXT_MAX_UTF16, 'utf16'),
};
export const imageCarouselSchema = z.strictObject({ ...imageCarouselContent, ...messageFields }).superRefine(uniqueChoices);
export type ImageCarouselData = z.infer<typeof imageCarouselSchema>;

export const imageCarouselDefinition = defineNode({
  type: 'imageCarousel',
  kind: 'message',
  icon: 'slideshow',
  sends: 'reply',
  schema: imageCarouselSchema,
  defaults: () => ({ columns: [{ imageUrl: '', choice: { id: 'choice1', kind: 'continue' as const, label: '' } }], altText: '', ...messageDefaults }),
  ports: (data) => messagePorts((data.columns ?? []).map((column) => column.choice), data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
