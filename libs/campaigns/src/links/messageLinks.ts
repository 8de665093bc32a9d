import type { LineMessage } from '@chatloom/engine';
import { countUtf16, TEXT_MAX_UTF16 } from '@chatloom/messages';

/** Fields of message objects that hold an address a tap opens (FACTS §7). */
const LINK_FIELDS = new Set(['uri', 'linkUri']);
/** Addresses in running words; closing marks after one do not belong to it. */
const IN_TEXT = /https?:\/\/[^\s<>"'（）「」『』、。]+/g;
const CLOSING = /[).,!?;:]+$/;
/** Addresses that LINE itself acts on; behind a redirect they would open a browser first. */
const OF_LINE = /^https?:\/\/([a-z0-9-]+\.)*line\.me\//i;

/** Addresses a person can open from these messages, each once, in the order they appear; LINE's own left out. */
export function linksOf(messages: readonly LineMessage[]): string[] {
  const found = new Set<string>();
  const see = (url: string) => {
    if (isTrackable(url)) found.add(url);
    return url;
  };
  withLinks(messages, see);
  return [...found];
}

/**
 * The messages with each address replaced by what `replace` gives for it (itself: unchanged). Everything else stays, and the places of LINE
 * emoji in a text move along. A text that would become too long for LINE stays as it is.
 */
export function withLinks(messages: readonly LineMessage[], replace: (url: string) => string): LineMessage[] {
  return messages.map((message) => (message.type === 'text' ? inText(message, replace) : (inObject(message, replace) as LineMessage)));
}

function isTrackable(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url) && !OF_LINE.test(url);
}

function inObject(value: unknown, replace: (url: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => inObject(each, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, LINK_FIELDS.has(key) && typeof inner === 'string' && isTrackable(inner) ? replace(inner) : inObject(inner, replace)]),
  );
}

function inText(message: LineMessage, replace: (url: string) => string): LineMessage {
  const text = String(message['text']);
  const emojis = (message['emojis'] as { index: number }[] | undefined) ?? [];
  const moves: { from: number; by: number }[] = [];
  const changed = text.replace(IN_TEXT, (match: string, at: number) => {
    const url = match.replace(CLOSING, '');
    if (!isTrackable(url)) return match;
    const other = replace(url);
    moves.push({ from: at + url.length, by: other.length - url.length });
    return other + match.slice(url.length);
  });
  const rest = inObject(Object.fromEntries(Object.entries(message).filter(([key]) => key !== 'text')), replace) as LineMessage;
  if (countUtf16(changed) > TEXT_MAX_UTF16) return { ...rest, text };
  const moved = emojis.map((emoji) => ({ ...emoji, index: emoji.index + moves.reduce((sum, { from, by }) => (emoji.index >= from ? sum + by : sum), 0) }));
  return { ...rest, text: changed, ...(emojis.length > 0 ? { emojis: moved } : {}) };
}
