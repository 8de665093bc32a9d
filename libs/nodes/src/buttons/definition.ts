import {
  BUTTONS_ACTIONS,
  BUTTONS_TEXT_MAX_GRAPHEMES,
  BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  BUTTONS_TITLE_MAX_GRAPHEMES,
} from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { shorterTextWithPicture } from '../checks/shorterTextWithPicture';
import { defineNode } from '../defineNode';
import { optionalAltText } from '../fields/altText';
import { templateChoiceList } from '../fields/choice';
import { localizedText } from '../fields/localizedText';
import { optionalMediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { templatePictureFields } from '../fields/templatePicture';
import { uniqueChoices } from '../fields/uniqueChoices';

/** A bubble with up to four buttons (FACTS §7 buttons). */
export const buttonsContent = {
  imageUrl: optionalMediaUrl({ picture: 'fit' }),
  ...templatePictureFields,
  title: localizedText(BUTTONS_TITLE_MAX_GRAPHEMES, 'graphemes', { optional: true }).optional(),
  text: localizedText(BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
  choices: templateChoiceList(1, BUTTONS_ACTIONS),
  altText: optionalAltText,
};
export const buttonsSchema = z.strictObject({ ...buttonsContent, ...messageFields }).superRefine(uniqueChoices);
export type ButtonsData = z.infer<typeof buttonsSchema>;

export const buttonsDefinition = defineNode({
  type: 'buttons',
  kind: 'message',
  icon: 'layout-list',
  sends: 'reply',
  schema: buttonsSchema,
  defaults: () => ({
    imageShape: 'rectangle' as const,
    imageFit: 'cover' as const,
    text: '',
    choices: [{ id: 'choice1', kind: 'continue' as const, label: '' }],
    ...messageDefaults,
  }),
  ports: (data) => messagePorts(data.choices, data.quickReplies),
  check: (data, context) => [
    ...shorterTextWithPicture(data, BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, []),
    ...quickRepliesHidden(data, context),
  ],
});
