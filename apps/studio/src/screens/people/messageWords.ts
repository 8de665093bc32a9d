import type { TFunction } from 'i18next';

const KINDS = ['sticker', 'image', 'video', 'audio', 'location'];

/** What a LINE message says, as one text: its words, its alternative text, or its kind. Needs the words of `people`. */
export function messageWords(message: { [field: string]: unknown }, t: TFunction<never>): string {
  const say = t as unknown as (key: string) => string;
  const text = message['text'] ?? message['altText'];
  if (typeof text === 'string' && text !== '') return text;
  const type = String(message['type']);
  return say(`people:message.${KINDS.includes(type) ? type : 'other'}`);
}
