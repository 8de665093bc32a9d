import type { TFunction } from 'i18next';
import type { RichMenuProblem } from '@chatloom/messages';

export type MenuProblem = RichMenuProblem;

/** One sentence about a problem in the reader's language; its English words for one we do not know. */
export const problemWords = (problem: MenuProblem, t: TFunction<'richMenus'>): string =>
  t(`richMenus:problems.${problem.code}`, { ...problem.params, defaultValue: problem.message });
