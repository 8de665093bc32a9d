/** One grapheme of eleven UTF-16 units: LINE counts it as one where it counts what people see (FACTS §6). */
const FAMILY = '👨‍👩‍👧‍👦';
/** One grapheme of two UTF-16 units. */
const APPLE = '🍎';

/** A text of exactly so many graphemes, each of them as long as graphemes get. */
export const seen = (count: number): string => FAMILY.repeat(count);
/** A text of exactly so many UTF-16 units, most of them in pairs. */
export const units = (count: number): string => APPLE.repeat(Math.floor(count / 2)) + 'a'.repeat(count % 2);
/** A text of exactly so many plain letters. */
export const letters = (count: number): string => 'a'.repeat(count);
/** An address of exactly so many characters. */
export const address = (length: number): string => 'https://example.com/'.padEnd(length, 'a');
/** So many things. */
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

export const PICTURE = 'https://example.com/a.png';
export const USER = `U${'0123456789abcdef'.repeat(2)}`;
export const EMOJI = { productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' };
