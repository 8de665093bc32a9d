import type { PersonalDraw } from '@chatloom/contract';
import type { PageLanguage } from '../words';
import { sayDraw } from './sayDraw';

/** What a try gave, as it is called: the prize, the losers' prize, or "no luck". */
export function prizeName({ prizes, losersPrize }: Pick<PersonalDraw, 'prizes' | 'losersPrize'>, prizeId: string | null, language: PageLanguage): string {
  if (prizeId === null) return losersPrize?.name ?? sayDraw(language, 'nothing');
  return prizes.find(({ id }) => id === prizeId)?.name ?? prizeId;
}
