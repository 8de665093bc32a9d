/** Finds what `cleanText` replaces; with the `u` flag a surrogate matches only when its partner is missing. */
const UNSTORABLE = /\u0000|\p{Surrogate}/u;
const UNSTORABLE_ALL = /\u0000|\p{Surrogate}/gu;

/**
 * Makes a text safe for PostgreSQL and for UTF-8: NUL and lone surrogates become U+FFFD, the replacement character.
 * Everything else, astral characters included, stays as it is. Texts without such characters are returned unchanged.
 */
export function cleanText(text: string): string {
  return UNSTORABLE.test(text) ? text.replace(UNSTORABLE_ALL, '\uFFFD') : text;
}
