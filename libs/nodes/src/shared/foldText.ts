/** Nobody sees or types these on purpose: zero-width characters and emoji variation selectors. */
const INVISIBLE = /[\u200b\u2060\ufeff\ufe0e\ufe0f]/g;

/**
 * The form in which words are compared: compatibility forms joined (full and half width, half-width katakana), lower
 * case, spaces collapsed and cut from the ends. "ＹＥＳ " and "yes" are the same. Written here once more because
 * definitions may not import the engine; a test holds it against the engine's `normaliseText`.
 */
export function foldText(text: string): string {
  const tidy = text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  return tidy.toLowerCase().replace(/ς/g, 'σ').normalize('NFKC');
}
