import { DRAW } from '@chatloom/contract';
import type { DrawDocument } from './drawQueries';

/** Share of one thing among tries: a prize by its id, or null for what everybody else gets. */
export interface Share {
  prizeId: string | null;
  /** Of all tries, 0 to 1, before anything is spent. */
  chance: number;
  /** How many of `people` get it who try once each, rounded; never more than there are. */
  count: number;
}

/**
 * What people get who try once each, as the rules of a draw promise it on average: by odds, never more than the stock; of a fixed number of
 * tickets as many as are taken; of a raffle all prizes, as far as there are people. The last share is everybody else.
 * @param people 1 or more
 */
export function whatPeopleGet({ kind, chance, prizes }: Pick<DrawDocument, 'kind' | 'chance' | 'prizes'>, people: number): Share[] {
  const stock = prizes.reduce((sum, prize) => sum + prize.stock, 0);
  const of = (prize: DrawDocument['prizes'][number]): number => {
    if (kind === 'raffle') return prize.stock / Math.max(stock, people);
    return chance.by === 'tickets' ? prize.stock / Math.max(1, chance.total) : prize.odds / DRAW.wholeOdds;
  };
  // Tickets end: who comes later gets none.
  const tries = kind !== 'raffle' && chance.by === 'tickets' ? Math.min(people, chance.total) : people;
  const shares: Share[] = prizes.map((prize) => ({ prizeId: prize.id, chance: of(prize), count: Math.min(prize.stock, Math.round(of(prize) * tries)) }));
  const won = shares.reduce((sum, { count }) => sum + count, 0);
  return [...shares, { prizeId: null, chance: Math.max(0, 1 - shares.reduce((sum, share) => sum + share.chance, 0)), count: Math.max(0, people - won) }];
}
