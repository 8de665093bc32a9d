import { allowedLink } from './links';
import { childOf, flagOf, listOf, looseOf, numberOf, textOf, type Loose } from './loose';

/** A stretch of a text bubble. */
export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  /** A LINE emoji: its picture is LINE's, so the phone shows a chip with the ids. */
  | { kind: 'emoji'; productId: string; emojiId: string }
  /** Somebody named in a group; `text` begins with `@`. `isSelf`: the bot itself. */
  | { kind: 'mention'; text: string; isSelf: boolean };

/** Something that stands in the place of a stretch of the text; `index` and `length` in UTF-16 units (FACTS §6). */
interface Place {
  index: number;
  length: number;
  part: TextPart;
}

/** What to call a person or the bot by user id; `undefined` for somebody unknown. */
export type NameOf = (userId: string) => string | undefined;

/** The parts of a `text` or `textV2` message object, or of a text a person sent. */
export function messageParts(message: Loose, nameOf: NameOf, everybody: string): TextPart[] {
  if (textOf(message, 'type') === 'textV2') return textV2Parts(message, nameOf, everybody);
  const text = textOf(message, 'text') ?? '';
  const places: Place[] = [];
  for (const emoji of listOf(message, 'emojis')) {
    const index = numberOf(emoji, 'index');
    if (index !== undefined) places.push({ index, length: numberOf(emoji, 'length') ?? 1, part: emojiPart(emoji) });
  }
  for (const mentionee of listOf(childOf(message, 'mention') ?? {}, 'mentionees')) {
    const index = numberOf(mentionee, 'index');
    const length = numberOf(mentionee, 'length');
    // A message that was edited may carry places of its former words.
    if (index !== undefined && length !== undefined && text[index] === '@') places.push({ index, length, part: { kind: 'mention', text: text.slice(index, index + length), isSelf: flagOf(mentionee, 'isSelf') } });
  }
  return textParts(text, places);
}

const emojiPart = (emoji: Loose): TextPart => ({ kind: 'emoji', productId: textOf(emoji, 'productId') ?? '', emojiId: textOf(emoji, 'emojiId') ?? '' });

// `{{` and `}}` are braces themselves, `{key}` a placeholder (FACTS §7 textV2).
const V2_MARKS = /\{\{|\}\}|\{([0-9a-zA-Z_]{1,20})\}/g;

/** A placeholder without a substitution stays as it is written: LINE would have refused the message. */
function textV2Parts(message: Loose, nameOf: NameOf, everybody: string): TextPart[] {
  const text = textOf(message, 'text') ?? '';
  const substitution = looseOf(message['substitution']);
  let plain = '';
  const places: Place[] = [];
  let from = 0;
  for (const match of text.matchAll(V2_MARKS)) {
    plain += text.slice(from, match.index);
    from = match.index + match[0].length;
    const part = match[1] === undefined ? undefined : substitutePart(childOf(substitution, match[1]), nameOf, everybody);
    if (part) {
      places.push({ index: plain.length, length: 1, part });
      plain += '$';
    } else plain += match[1] === undefined ? match[0][0] : match[0];
  }
  return textParts(plain + text.slice(from), places);
}

function substitutePart(substitute: Loose | undefined, nameOf: NameOf, everybody: string): TextPart | undefined {
  if (!substitute) return undefined;
  if (textOf(substitute, 'type') === 'emoji') return emojiPart(substitute);
  const mentionee = childOf(substitute, 'mentionee');
  if (textOf(substitute, 'type') !== 'mention' || !mentionee) return undefined;
  const userId = textOf(mentionee, 'userId') ?? '';
  return { kind: 'mention', text: `@${textOf(mentionee, 'type') === 'all' ? everybody : (nameOf(userId) ?? userId)}`, isSelf: false };
}

// What LINE's apps make tappable in a bubble: web addresses and telephone links. Trailing punctuation belongs to the
// sentence, also the full-width kind of Japanese and Chinese.
const ADDRESS = /(?:https?:\/\/|tel:|mailto:|line:\/\/)[^\s\u3000<>"'「」『』（）【】、。！？]+/giu;
const TRAILING = /[.,!?;:)\]}]+$/u;

/**
 * Splits a text into plain text, links and what stands in given places. Places outside the text or on top of each other are
 * ignored. Joining the texts of plain parts and links gives the text without what the places covered.
 */
export function textParts(text: string, places: readonly Place[] = []): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { index, length, part } of [...places].sort((a, b) => a.index - b.index)) {
    if (!Number.isInteger(index) || !Number.isInteger(length) || index < from || length < 1 || index + length > text.length) continue;
    pushLinks(parts, text.slice(from, index));
    parts.push(part);
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
