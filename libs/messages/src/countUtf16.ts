/**
 * Length in UTF-16 code units, the unit LINE uses for everything that `countGraphemes` is not for (FACTS §6):
 * text, altText, postback data, sender name, location title and address, imagemap texts, clipboard text.
 * An emoji outside the basic plane counts as 2.
 */
export function countUtf16(text: string): number {
  return text.length;
}
