/** Pieces a line of a drawn tile may break between; marks that may not begin a line stay with the word before. */
export function tileWordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (words.length > 0 && /^[\s\p{Pe}\p{Pf}\p{Po}ー々]+$/u.test(segment)) words[words.length - 1] += segment;
    else words.push(segment);
  }
  return words;
}
