/**
 * A LINE emoji inside a text, as the designer's picker writes it: `(line:<productId>:<emojiId>)`, for example
 * `(line:5ac1bfd5040ab15980c9b435:001)`. It stays in place when the words around it change or are translated; LINE
 * itself wants a `$` and a list of positions (FACTS §7 text.emojis).
 */
export const LINE_EMOJI_TOKEN = /\(line:([0-9a-f]{24}):([0-9]{1,3})\)/g;

/** Private-use characters that carry an emoji through rendering. */
const OPEN = '\uf8f0';
const CLOSE = '\uf8f1';
const CARRIED = new RegExp(`${OPEN}(\\d{1,4})${CLOSE}`, 'g');

export interface LineEmoji {
  index: number;
  productId: string;
  emojiId: string;
}
type KnownEmoji = Omit<LineEmoji, 'index'>;

/** What the picker writes for an emoji. */
export function lineEmojiToken(productId: string, emojiId: string): string {
  return `(line:${productId}:${emojiId})`;
}

/** How many LINE emoji a text has. */
export function countLineEmoji(text: string): number {
  return text.match(LINE_EMOJI_TOKEN)?.length ?? 0;
}

/**
 * Before variables are filled in: hides the emoji behind marks, so that what a customer typed (a name that looks like
 * an emoji) never becomes one that the designer did not choose.
 */
export function hideLineEmoji(text: string, known: KnownEmoji[]): string {
  return text.replace(LINE_EMOJI_TOKEN, (_, productId: string, emojiId: string) => {
    known.push({ productId, emojiId: emojiId.padStart(3, '0') });
    return `${OPEN}${known.length - 1}${CLOSE}`;
  });
}

/** After variables are filled in: the text with `$` in the emoji's places, and their positions in UTF-16 units. */
export function showLineEmoji(text: string, known: readonly KnownEmoji[]): { text: string; emojis: LineEmoji[] } {
  const emojis: LineEmoji[] = [];
  let out = '';
  let last = 0;
  for (const found of text.matchAll(CARRIED)) {
    const emoji = known[Number(found[1])];
    out += text.slice(last, found.index);
    last = found.index + found[0].length;
    if (!emoji) continue;
    emojis.push({ index: out.length, ...emoji });
    out += '$';
  }
  return { text: out + text.slice(last), emojis };
}
