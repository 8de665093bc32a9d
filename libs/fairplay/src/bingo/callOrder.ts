import { type CardKind, itemsOf } from './cardKind';
import { KeyedChance } from '../chance/keyedChance';

/** The order in which chance calls the items of a round: follows from the seed alone, so nobody can choose the next one. */
export function callOrder(kind: CardKind, seed: Uint8Array, round: number): number[] {
  const items = Array.from({ length: itemsOf(kind) }, (_, item) => item);
  return new KeyedChance(seed, `calls/${round}`).pick(items, items.length);
}

/** The next item by chance: the first of the order that was not called yet (by hand, by an event). `null` when all were. */
export function nextByChance(order: readonly number[], called: ReadonlySet<number>): number | null {
  return order.find((item) => !called.has(item)) ?? null;
}
