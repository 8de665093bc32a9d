const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Only ASCII without control characters: every code unit is a grapheme of its own, so no segmenting is needed. */
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/**
 * Length in grapheme clusters, what a person sees as one character. LINE counts so (FACTS §6): every action label,
 * postback displayText, fillInText and text, message action text, title and text of buttons and carousels,
 * confirm text, rich menu name and chat bar text. A family emoji counts as 1.
 */
export function countGraphemes(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** The longest beginning of `text` that has at most `max` grapheme clusters. */
export function firstGraphemes(text: string, max: number): string {
  if (text.length <= max) return text;
  let count = 0;
  for (const part of segmenter.segment(text)) {
    if (count === max) return text.slice(0, part.index);
    count += 1;
  }
  return text;
}

/** The longest beginning of `text` that has at most `max` UTF-16 code units and ends between two graphemes. */
export function graphemesWithinUtf16(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const part of segmenter.segment(text)) {
    const next = part.index + part.segment.length;
    if (next > max) break;
    end = next;
  }
  return text.slice(0, end);
}
