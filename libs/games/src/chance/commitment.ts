import { createHash, timingSafeEqual } from 'node:crypto';

/** What is published before a game starts: it fixes the seed without telling it. Hex of SHA-256. */
export function commitmentOf(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** Is this the seed that was promised? */
export function keepsCommitment(seed: Uint8Array, commitment: string): boolean {
  const promised = Buffer.from(commitment, 'hex');
  const given = createHash('sha256').update(seed).digest();
  return promised.length === given.length && timingSafeEqual(promised, given);
}
