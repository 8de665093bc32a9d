import type { Json, LineMessage } from '@chatloom/engine';
import { validateMessages } from '@chatloom/messages';
import type { BuildContext } from './buildContext';

/**
 * The messages LINE will take. A message that became invalid when variables were filled in (an empty text, an
 * address that is none) is left out with a trace line: LINE refuses a whole request for one bad bubble, and the other
 * bubbles of the turn travel in the same request.
 */
export function sendable(messages: LineMessage[], context: BuildContext): LineMessage[] {
  return messages.filter((message) => {
    const faults = validateMessages([message]);
    if (faults.length === 0) return true;
    context.trace('messageLeftOut', { messageType: message.type, faults: faults as unknown as Json });
    return false;
  });
}
