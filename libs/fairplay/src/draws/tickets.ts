import { KeyedChance } from '../chance/keyedChance';

/** A prize and how many of it there are. */
export interface StockedPrize {
  id: string;
  stock: number;
}

/** Every single prize, in the order of the list: three of the first, then two of the second … */
export function eachPrize(prizes: readonly StockedPrize[]): string[] {
  return prizes.flatMap(({ id, stock }) => Array.from({ length: stock }, () => id));
}

/**
 * A fixed number of tickets, as many of them winning as there are prizes, in the order they are handed out. Fixed by the seed before the first is taken.
 * @throws RangeError when there are more prizes than tickets
 */
export function ticketsOf(prizes: readonly StockedPrize[], total: number, seed: Uint8Array): (string | null)[] {
  const winning = eachPrize(prizes);
  if (winning.length > total) throw new RangeError('There are more prizes than tickets.');
  return new KeyedChance(seed, 'tickets').pick([...winning, ...Array.from({ length: total - winning.length }, () => null)], total);
}
