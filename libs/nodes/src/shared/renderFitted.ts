import type { LocalizedText } from '@chatloom/flow';
import { countText, type CountingUnit, fitText } from '@chatloom/messages';
import type { BuildContext } from './buildContext';
import { wellFormed } from './cleanAnswer';

/**
 * The text as this person reads it, cut to LINE's limit when variables made it too long. A refused bubble would take
 * the whole reply with it, so a cut text with a trace line is the smaller harm.
 */
export function renderFitted(context: BuildContext, text: LocalizedText | undefined, max: number, unit: CountingUnit): string {
  const rendered = wellFormed(context.render(text));
  const fitted = fitText(rendered, max, unit);
  if (fitted !== rendered) context.trace('textCut', { length: countText(rendered, unit), max });
  return fitted;
}
