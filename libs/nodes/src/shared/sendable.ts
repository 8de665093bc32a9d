import type { LineMessage, RunContext } from '@chatloom/engine';

/**
 * The messages LINE will take. An empty text is left out with a trace line: LINE refuses a whole request for one bad
 * bubble, and the other bubbles of the turn travel in the same request.
 */
export function sendable(messages: LineMessage[], context: RunContext): LineMessage[] {
  return messages.filter((message) => {
    if (message.type !== 'text' || String(message.text).trim() !== '') return true;
    context.trace('messageLeftOut', { messageType: message.type });
    return false;
  });
}
