import type { LineMessage } from '@chatloom/engine';

/** The bubbles of a reply that may travel as a paid push, and how many are left out, as their nodes say. */
export function otherwiseOf(row: { messages: LineMessage[]; otherwise: string }): { pushed: LineMessage[]; dropped: number } {
  const pushed = row.messages.filter((_message, i) => row.otherwise[i] === 'p');
  return { pushed, dropped: row.messages.length - pushed.length };
}
