/**
 * The form in which keywords and messages are compared: NFKC (full-width letters become narrow, half-width katakana
 * becomes wide), lower case, one space where there were several, none at the ends. Zero-width characters and emoji
 * variation selectors, which nobody sees or types on purpose, are taken out.
 */
export function normaliseText(text: string): string {
  return foldCase(tidyText(text));
}

/** As `normaliseText`, with the case kept: what patterns are run on. */
export function tidyText(text: string): string {
  const folded = ASCII_ONLY.test(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '');
  return folded.replace(SPACES, ' ').trim();
}

/** Lower case; the Greek final sigma, which `toLowerCase` chooses by position, counts as a sigma. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return ASCII_ONLY.test(lower) ? lower : lower.replace(/ς/g, 'σ').normalize('NFKC');
}

/** Texts of plain printable ASCII and line breaks need no Unicode work; all others go the long way. */
const ASCII_ONLY = /^[\t\n\r -~]*$/;
const INVISIBLE = /[\u200b\u2060\ufeff\ufe0e\ufe0f]/g;
const SPACES = /\s+/g;
