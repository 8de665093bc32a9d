import { createHash } from 'node:crypto';

/**
 * A repeatable source of chance: the same seed gives the same numbers, 0 ≤ x < 1 (Mulberry32 over a hash of the seed).
 * Turns seed it with the event's id, so that a turn repeated after a crash decides the same. Not for secrets.
 */
export function seededRandom(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
