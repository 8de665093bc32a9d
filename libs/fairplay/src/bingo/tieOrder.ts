import { KeyedChance } from '../chance/keyedChance';

/**
 * Who comes first among those who got bingo with the same call: a lot that follows from the seed, so that neither the order of
 * joining nor a faster phone decides, and anybody can check it afterwards.
 * @param players what names each of them for ever, in any order
 */
export function tieOrder(seed: Uint8Array, round: number, call: number, players: readonly string[]): string[] {
  const lots = players.map((player) => ({ player, lot: new KeyedChance(seed, `tie/${round}/${call}/${player}`).next() }));
  return lots.sort((a, b) => a.lot - b.lot || (a.player < b.player ? -1 : 1)).map(({ player }) => player);
}
