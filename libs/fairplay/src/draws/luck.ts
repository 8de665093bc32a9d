import { KeyedChance } from '../chance/keyedChance';

/** Odds are given in parts of a million, so that "1 in 3,000" can be said exactly enough. */
export const WHOLE = 1_000_000;

/** What a try may win. */
export interface DrawPrize {
  id: string;
  /** Parts of a million, whole, 0 or more; all prizes of a draw together are at most a million. */
  odds: number;
}

/**
 * What chance says to one try: the prize, or `null`. It follows from the seed, the person and the number of their try, so a tap that is
 * taken twice gets the same answer, and nobody can try again for a better one. Whether the prize is still there is
 * another question: stock and limits are kept where they are stored.
 * @throws RangeError when the odds of all prizes are more than everything
 */
export function luckOf(prizes: readonly DrawPrize[], seed: Uint8Array, person: string, attempt: number): string | null {
  if (prizes.reduce((sum, { odds }) => sum + odds, 0) > WHOLE) throw new RangeError('The odds of all prizes are more than everything.');
  let at = new KeyedChance(seed, `try/${person}/${attempt}`).below(WHOLE);
  for (const { id, odds } of prizes) {
    if (at < odds) return id;
    at -= odds;
  }
  return null;
}

/**
 * Winners of a raffle: each entry has the same chance, and as many are drawn as there are prizes, one after the other.
 * The same entries give the same winners, in whatever order they are named.
 * @param entries what names each entry for ever; nobody is in twice
 */
export function raffle(entries: readonly string[], places: number, seed: Uint8Array): string[] {
  const sorted = [...new Set(entries)].sort();
  return new KeyedChance(seed, 'raffle').pick(sorted, Math.min(places, sorted.length));
}
