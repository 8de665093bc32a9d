import type { LocalizedText, NodeProblem } from '@chatloom/flow';
import { designedLength, eachLanguage, isBlank } from '../fields/localizedText';
import { nodeProblem } from './nodeProblem';

/** Text of buttons and columns has less room when there is a picture or a title (FACTS §7). */
export function shorterTextWithPicture(
  data: { text: LocalizedText; title?: LocalizedText; imageUrl?: string },
  max: number,
  path: (string | number)[],
): NodeProblem[] {
  if (!data.imageUrl && isBlank(data.title)) return [];
  return [...eachLanguage(data.text)].flatMap(({ language, text }) => {
    const length = designedLength(text, 'graphemes');
    if (length <= max) return [];
    const where = [...path, 'text', ...(language === undefined ? [] : [language])];
    const sentence = `With a picture or a title LINE allows ${max} characters here; the text has ${length}.`;
    return [nodeProblem('textTooLongWithPicture', 'blocking', where, sentence, { length, max })];
  });
}
