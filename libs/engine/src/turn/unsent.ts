import type { Input } from '../types';

/** An input with nothing left of the message that was unsent: only that there was one, and of which type. */
export function withoutUnsent(input: Input, messageId: string): Input {
  if (input.type === 'messageReceived' && input.message.id === messageId) {
    return { ...input, message: { id: messageId, type: input.message.type, unsent: true } };
  }
  // An edit repeats the words under the same id.
  if (input.type === 'eventReceived' && input.event.type === 'messageEdited') {
    const { message } = input.event;
    if (typeof message === 'object' && message !== null && !Array.isArray(message) && message.id === messageId) {
      return { ...input, event: { ...input.event, message: { id: messageId, unsent: true } } };
    }
  }
  return input;
}
