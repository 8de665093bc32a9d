import { CONFIRM_ACTIONS, CONFIRM_TEXT_MAX_GRAPHEMES } from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { optionalAltText } from '../fields/altText';
import { templateChoiceList } from '../fields/choice';
import { localizedText } from '../fields/localizedText';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { uniqueChoices } from '../fields/uniqueChoices';

/** A question with exactly two buttons side by side (FACTS §7 confirm). */
export const confirmContent = {
  text: localizedText(CONFIRM_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
  choices: templateChoiceList(CONFIRM_ACTIONS, CONFIRM_ACTIONS),
  altText: optionalAltText,
};
export const confirmSchema = z.strictObject({ ...confirmContent, ...messageFields }).superRefine(uniqueChoices);
export type ConfirmData = z.infer<typeof confirmSchema>;

export const confirmDefinition = defineNode({
  type: 'confirm',
  kind: 'message',
  icon: 'circle-check',
  sends: 'reply',
  schema: confirmSchema,
  defaults: () => ({
    text: '',
    choices: [
      { id: 'choice1', kind: 'continue' as const, label: '' },
      { id: 'choice2', kind: 'continue' as const, label: '' },
    ],
    ...messageDefaults,
  }),
  ports: (data) => messagePorts(data.choices, data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
