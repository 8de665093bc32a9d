import type { LineMessage } from '@chatloom/engine';
import type { LocalizedText } from '@chatloom/flow';
import { buildBubbles } from '../shared/buildBubbles';
import type { PushToTagData } from './definition';

/**
 * The messages of a push to a tag for one recipient; `data` is parsed node data. `render` resolves the language and fills in variables for that
 * recipient; `trace`, if given, hears why a text was cut or a message left out.
 * @returns an empty list when nothing is left that LINE would take
 */
export function renderPushToTag(
  data: PushToTagData,
  render: (text: LocalizedText | undefined) => string,
  trace: (code: string, params?: Record<string, unknown>) => void = () => undefined,
): LineMessage[] {
  // The problem list refuses buttons that would continue a flow, so no tap data is ever asked for in a published flow.
  return buildBubbles(data.messages, data, { render, trace, tapData: (port) => `pushToTag:${port}` });
}
