/** Schemes a link in a chat may have; everything else stays plain text (UX §1, RELIABILITY C 4.7). */
const LINK_SCHEMES = new Set(['https:', 'http:', 'tel:', 'line:', 'mailto:']);

/**
 * The address when it may be shown as a link, else `undefined`. The URL parser decides, not a pattern: it sees through
 * tabs, line feeds and letter case inside `java\nscript:`.
 */
export function allowedLink(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 2000) return undefined;
  try {
    const url = new URL(address);
    return LINK_SCHEMES.has(url.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** The address when a picture, video or sound may be loaded from it: https and http only, or a picture of our own server. */
export function allowedMedia(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (/^\/(?!\/)/.test(address)) return address;
  if (/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/.test(address)) return address;
  const link = allowedLink(address);
  return link !== undefined && /^https?:/i.test(link) ? link : undefined;
}

/** A stretch of a text bubble. */
export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  /** A LINE emoji: its picture is LINE's, so the phone shows a chip with the ids. */
  | { kind: 'emoji'; productId: string; emojiId: string };

interface EmojiPlace {
  index: number;
  length: number;
  productId: string;
  emojiId: string;
}

// What LINE's apps make tappable in a bubble: web addresses and telephone links. Trailing punctuation belongs to the
// sentence, also the full-width kind of Japanese and Chinese.
const ADDRESS = /(?:https?:\/\/|tel:|mailto:|line:\/\/)[^\s\u3000<>"'「」『』（）【】、。！？]+/giu;
const TRAILING = /[.,!?;:)\]}]+$/u;

/**
 * Splits a text bubble into plain text, links and LINE emoji. `emojis` are LINE's `{index, productId, emojiId}` with
 * `index` in UTF-16 units and, on messages of a person, a `length` (FACTS §5, §7). Places outside the text or on top of
 * each other are ignored. Joining the texts of plain parts and links gives the text without its emoji placeholders.
 */
export function textParts(text: string, emojis: readonly Partial<EmojiPlace>[] = []): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const place of [...emojis].sort((a, b) => (a.index ?? 0) - (b.index ?? 0))) {
    const { index, productId = '', emojiId = '' } = place;
    const length = place.length ?? 1;
    if (index === undefined || !Number.isInteger(index) || index < from || length < 1 || index + length > text.length) continue;
    pushLinks(parts, text.slice(from, index));
    parts.push({ kind: 'emoji', productId, emojiId });
    from = index + length;
  }
  pushLinks(parts, text.slice(from));
  return parts;
}

function pushLinks(parts: TextPart[], text: string): void {
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const found = match[0].replace(TRAILING, '');
    const href = allowedLink(found);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
}
