import type { LocalizedText } from '@chatloom/flow';
import type { LineMessage } from '@chatloom/engine';
import { countUtf16, fitText, TEXT_EMOJIS, TEXT_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import { wellFormed } from '../shared/cleanAnswer';
import { messageRunner } from '../shared/messageRunner';
import { quoteToken } from '../shared/quoteToken';
import type { TextData } from './definition';
import { mentioning } from './mentioning';
import { hideLineEmoji, type LineEmoji, showLineEmoji } from './lineEmoji';

/** A text bubble with variables and LINE emoji filled in, cut to LINE's limit. */
export function buildText(content: Pick<TextData, 'text'>, context: BuildContext): LineMessage {
  const known: Omit<LineEmoji, 'index'>[] = [];
  const hidden = mapTexts(content.text, (text) => hideLineEmoji(text, known));
  const shown = showLineEmoji(wellFormed(context.render(hidden)), known);
  const text = fitText(shown.text, TEXT_MAX_UTF16, 'utf16');
  if (text !== shown.text) context.trace('textCut', { length: countUtf16(shown.text), max: TEXT_MAX_UTF16 });
  const emojis = shown.emojis.filter((emoji) => emoji.index < text.length && text[emoji.index] === '$').slice(0, TEXT_EMOJIS);
  return { type: 'text', text, ...(emojis.length > 0 ? { emojis } : {}) };
}

function mapTexts(text: LocalizedText, change: (text: string) => string): LocalizedText {
  if (typeof text === 'string') return change(text);
  return Object.fromEntries(Object.entries(text).map(([language, value]) => [language, change(value)]));
}

export const runText = messageRunner<TextData>((data, context) => ({
  ...mentioning(buildText(data, context), data.mention, context),
  ...quoteToken(data.quote, context),
}));
