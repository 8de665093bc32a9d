import type { RunContext } from '@chatloom/engine';
import type { LocalizedText } from '@chatloom/flow';
import { QUICK_REPLY_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { builtInWords } from './builtInWords';
import { renderFitted } from './renderFitted';

/** The designer's label of a question's own button, or our words in the person's language. */
export function askLabel(label: LocalizedText | undefined, key: Parameters<typeof builtInWords>[0], context: RunContext): string {
  const own = renderFitted(context, label, QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes').trim();
  return own || builtInWords(key, [context.env.contact.language, context.flow.document.language]);
}
