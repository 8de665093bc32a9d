import type { LocalizedText } from '@chatloom/flow';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import type { BuildContext } from './buildContext';
import { renderFitted } from './renderFitted';

/** The designer's alternative text, or the visible words, within LINE's limit. 240 emoji can be more than 1,500 units. */
export function altTextOf(altText: LocalizedText | undefined, visibleWords: string, context: BuildContext): string {
  return renderFitted(context, altText, ALT_TEXT_MAX_UTF16, 'utf16').trim() || fitText(visibleWords, ALT_TEXT_MAX_UTF16, 'utf16');
}
