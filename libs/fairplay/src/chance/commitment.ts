import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What is published before a game starts: it fixes the seed without telling it. Hex of SHA-256. */
export function commitmentOf(seed: Uint8Array): string {
  return bytesToHex(sha256(seed));
}

/** Is this the seed that was promised? Both are public by the time anybody asks. */
export function keepsCommitment(seed: Uint8Array, commitment: string): boolean {
  return commitmentOf(seed) === commitment.toLowerCase();
}
