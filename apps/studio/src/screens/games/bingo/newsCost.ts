import type { BingoDocument } from './bingoQueries';
import { itemsOf } from './ballLabel';

/**
 * How many pushes the news of a game cost at most: each is a message of the account's plan.
 * @param people who play, or how many may
 * @returns for one call, and for all rounds together
 */
export function newsCost(document: BingoDocument, people: number): { perCall: number; inAll: number } {
  const { news, rounds, prizes, calls } = document;
  const winners = Math.min(people * prizes.length, prizes.reduce((sum, prize) => sum + prize.winners, 0)) * rounds;
  if (news === 'none') return { perCall: 0, inAll: 0 };
  if (news === 'winners' || calls.by === 'event') return { perCall: 0, inAll: winners };
  return { perCall: people, inAll: people * itemsOf(document).length * rounds };
}
