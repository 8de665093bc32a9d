import type { InboundMessage } from '../types';

/** A code as links to the chat write it into the message: `(#Spring26)` at its end, whatever stands before it. */
const CODE = /[(（][#＃]([A-Za-z0-9]{4,24})[)）]\s*$/;
/** Longer messages are no greeting with a code. */
const LONGEST = 300;

/** What becomes of a message with the code of a friend source; null when there is no such source. */
export interface FriendSourceAnswer {
  /** Of the source, for the trace. */
  name: string;
  addTags: string[];
  /** A live flow to begin. */
  startFlowId?: string;
}

/** The message that carries a code. */
export function friendCodeMessage(code: string): string {
  return `(#${code})`;
}

/** The code a message ends in, as it was written; undefined for any other message. */
export function readFriendCode({ type, text }: InboundMessage): string | undefined {
  if (type !== 'text' || text === undefined || text.length > LONGEST) return undefined;
  return CODE.exec(text)?.[1];
}
