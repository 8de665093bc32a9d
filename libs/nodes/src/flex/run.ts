import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, FLEX_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { hasVariables } from '../fields/localizedText';
import type { BuildContext } from '../shared/buildContext';
import { wellFormed } from '../shared/cleanAnswer';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import { CONTINUE } from './continueIds';
import type { FlexData } from './definition';

/** A Flex message: variables filled in everywhere, and `continue:<id>` turned into the tap of that exit. */
export function buildFlex(content: Pick<FlexData, 'altText' | 'contents' | 'choices'>, context: BuildContext): LineMessage {
  return {
    type: 'flex',
    altText: renderFitted(context, content.altText, ALT_TEXT_MAX_UTF16, 'utf16'),
    contents: fill(content.contents, content.choices, context),
  };
}

/** Recursion is safe here: the schema refuses containers that are nested too deep. */
function fill(value: unknown, choices: FlexData['choices'], context: BuildContext): unknown {
  if (typeof value === 'string') return wellFormed(hasVariables(value) ? context.render(value) : value);
  if (Array.isArray(value)) return value.map((each) => fill(each, choices, context));
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, choices, context)]));
  const raw = value as { type?: unknown; data?: unknown };
  if (raw.type !== 'postback' || typeof raw.data !== 'string' || !raw.data.startsWith(CONTINUE)) return filled;
  const choice = choices.find((each) => `${CONTINUE}${each.id}` === raw.data);
  if (!choice) return filled;
  const label = renderFitted(context, choice.label, FLEX_LABEL_MAX_GRAPHEMES, 'graphemes');
  return { displayText: label, ...filled, data: context.tapData(choice.id) };
}

export const runFlex = messageRunner<FlexData>(buildFlex);
