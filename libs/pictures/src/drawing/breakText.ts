import { tileWordsOf } from '@chatloom/messages';

/**
 * Breaks a text into lines that are not wider than `width`. Lines break at spaces, between words of languages that write without
 * spaces, and inside a word only when it alone is too wide.
 * @param widthOf of a piece, in the unit of `width`
 */
export async function breakText(text: string, width: number, widthOf: (piece: string) => Promise<number>): Promise<string[]> {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of tileWordsOf(paragraph)) {
      if ((await widthOf((line + word).trimEnd())) <= width) {
        line += word;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = word.trimStart();
      while ((await widthOf(line.trimEnd())) > width && [...line].length > 1) {
        const fitting = await longestFitting(line, width, widthOf);
        lines.push(fitting);
        line = line.slice(fitting.length);
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** The same number of lines as `breakText` makes, as even as they get: no last line of a single character. */
export async function breakEvenly(text: string, width: number, widthOf: (piece: string) => Promise<number>): Promise<string[]> {
  let lines = await breakText(text, width, widthOf);
  if (lines.length < 2) return lines;
  for (let share = 0.95; share > 0.4; share -= 0.05) {
    const narrower = await breakText(text, width * share, widthOf);
    if (narrower.length > lines.length || narrower.some((line, index) => line === '' && lines[index] !== '')) return lines;
    lines = narrower;
  }
  return lines;
}

async function longestFitting(text: string, width: number, widthOf: (piece: string) => Promise<number>): Promise<string> {
  let fitting = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (fitting !== '' && (await widthOf(fitting + segment)) > width) return fitting;
    fitting += segment;
  }
  return fitting;
}
