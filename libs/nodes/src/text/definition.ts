import type { NodeProblem } from '@chatloom/flow';
import { TEXT_EMOJIS, TEXT_MAX_UTF16, TEXT_WITH_LINE_EMOJI_ADVISED_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { designedLength, eachLanguage, localizedText } from '../fields/localizedText';
import { mentionSchema } from '../fields/mention';
import { messageDefaults, messageFields, messagePorts, quoteSchema } from '../fields/messageFields';
import { countLineEmoji } from './lineEmoji';

/** What a text bubble says. */
export const textContent = { text: localizedText(TEXT_MAX_UTF16, 'utf16', { control: 'textarea' }) };
export const textSchema = z.strictObject({ ...textContent, quote: quoteSchema, mention: mentionSchema, ...messageFields });
export type TextData = z.infer<typeof textSchema>;

export const textDefinition = defineNode({
  type: 'text',
  kind: 'message',
  icon: 'message',
  sends: 'reply',
  schema: textSchema,
  defaults: () => ({ text: '', ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => [...lineEmojiProblems(data), ...quickRepliesHidden(data, context)],
});

function lineEmojiProblems(data: TextData): NodeProblem[] {
  return [...eachLanguage(data.text)].flatMap(({ language, text }): NodeProblem[] => {
    const count = countLineEmoji(text);
    const path = language === undefined ? ['text'] : ['text', language];
    if (count > TEXT_EMOJIS) {
      return [nodeProblem('tooManyLineEmoji', 'blocking', path, `The text has ${count} LINE emoji; LINE allows ${TEXT_EMOJIS}.`, { count, max: TEXT_EMOJIS })];
    }
    const length = designedLength(text, 'utf16');
    const max = TEXT_WITH_LINE_EMOJI_ADVISED_UTF16;
    if (count === 0 || length <= max) return [];
    const sentence = `LINE counts its own emoji as longer words: with LINE emoji a text of more than ${max} characters may be refused.`;
    return [nodeProblem('longTextWithLineEmoji', 'warning', path, sentence, { length, max })];
  });
}
