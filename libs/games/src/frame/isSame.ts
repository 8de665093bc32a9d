import { timingSafeEqual } from 'node:crypto';

/** Compares what was given with what is right without telling by its time how much of it was right. */
export function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
