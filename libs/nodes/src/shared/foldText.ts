/**
 * The form in which words are compared: compatibility forms joined (full and half width, half-width katakana), lower
 * case, spaces collapsed and cut from the ends. "ＹＥＳ " and "yes" are the same.
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
