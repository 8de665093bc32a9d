import type { LineMessage } from '@chatloom/engine';

const written = new WeakMap<readonly LineMessage[], string>();

/**
 * JSON of messages, written once for the same list: what is stored before it is sent, and what goes to many, is the same text. Nobody
 * may change the messages afterwards.
 */
export function messagesJson(messages: readonly LineMessage[]): string {
  const known = written.get(messages);
  if (known !== undefined) return known;
  const json = JSON.stringify(messages);
  written.set(messages, json);
  return json;
}

/** JSON of a request's body; that of its `messages`, if it has any, is not written again. */
export function bodyJson(body: object): string {
  if (!('messages' in body) || !Array.isArray(body.messages)) return JSON.stringify(body);
  const { messages, ...rest } = body;
  const others = JSON.stringify(rest).slice(1, -1);
  return `{${others === '' ? '' : `${others},`}"messages":${messagesJson(messages as LineMessage[])}}`;
}
