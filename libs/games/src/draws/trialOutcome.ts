import type { DrawDocument } from '@chatloom/contract';
import { luckOf, WHOLE } from '@chatloom/fairplay';
import type { StoredTry } from './DrawTries';

/** What a try in the studio's phone gives: by the real odds, but nothing of the real stock, and a code that is none. */
export function trialOutcome({ prizes, chance }: Pick<DrawDocument, 'prizes' | 'chance'>, seed: Uint8Array, now: number): StoredTry {
  const odds = chance.by === 'odds' ? prizes : prizes.map(({ id, stock }) => ({ id, odds: Math.floor((stock / chance.total) * WHOLE) }));
  const prizeId = luckOf(odds, seed, 'trial', 1);
  return { id: '', attempt: 1, prizeId, code: prizes.some(({ id, codes }) => id === prizeId && codes) ? 'TRIAL' : null, isTold: true, at: new Date(now) };
}
