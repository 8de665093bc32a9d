import { type Json, type JsonObject, type LineMessage, portKey, type RunContext } from '@chatloom/engine';

/** What those who keep vouchers and stamp cards answer to a step. */
export interface GiftAnswer {
  /** Exit of the step. */
  outcome: string;
  messages: LineMessage[];
  /** The messages only say why it was not possible. */
  isRefusal: boolean;
  /** Of the voucher given or redeemed. */
  code: string | null;
}

/** Reads what came back; whatever is missing is left out. @param otherwise the exit where none is named */
export function readGiftAnswer(answer: Json, otherwise: string): GiftAnswer {
  const said = isObject(answer) ? answer : {};
  const messages = Array.isArray(said['messages']) ? said['messages'] : [said['message']];
  return {
    outcome: typeof said['outcome'] === 'string' ? said['outcome'] : otherwise,
    messages: messages.flatMap((message) => (isObject(message) && typeof message['type'] === 'string' ? [message as LineMessage] : [])),
    isRefusal: said['isRefusal'] === true,
    code: typeof said['code'] === 'string' ? said['code'] : null,
  };
}

/** What is said in the chat: why something was not possible only where the flow does not go on at that exit with words of its own. */
export function wordsOf({ outcome, messages, isRefusal }: GiftAnswer, { flow, nodeId }: Pick<RunContext, 'flow' | 'nodeId'>): LineMessage[] {
  return isRefusal && flow.next.has(portKey(nodeId, outcome)) ? [] : messages;
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
