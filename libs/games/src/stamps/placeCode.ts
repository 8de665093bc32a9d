import { createHmac, randomInt } from 'node:crypto';
import { STAMP_CARD } from '@chatloom/contract';

/** Letters and digits nobody confuses when reading them aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 10;
/** Of the part that changes: 30 bits, good for a minute at most. */
const PROOF_LENGTH = 6;
const SLOT_MS = STAMP_CARD.codeSeconds * 1_000;

/** What names a place of a stamp card: 10 letters of 31. Real chance, because whoever knows a fixed one gets stamps. */
export function newPlaceCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** The place a code names, and the proof it carries ('' for none); null for a code that can be no place's. */
export function readPlaceCode(code: string): { place: string; proof: string } | null {
  if (code.length !== LENGTH && code.length !== LENGTH + PROOF_LENGTH) return null;
  const small = code.toLowerCase();
  return { place: small.slice(0, LENGTH), proof: small.slice(LENGTH) };
}

/** Codes that change with time: who pictures one has soon pictured nothing. */
export class RotatingCode {
  /** @param key 32 bytes, `SecretsBox.deriveKey('stamp codes')` */
  constructor(private readonly key: Buffer) {}

  /** The code a place shows now, and when it changes (epoch ms). */
  codeAt(place: string, now: number): { code: string; changesAt: number } {
    const slot = Math.floor(now / SLOT_MS);
    return { code: place + this.proof(place, slot), changesAt: (slot + 1) * SLOT_MS };
  }

  /** Shown now, or just before: scanning and sending takes a moment. */
  isGood(place: string, proof: string, now: number): boolean {
    const slot = Math.floor(now / SLOT_MS);
    return proof === this.proof(place, slot) || proof === this.proof(place, slot - 1);
  }

  private proof(place: string, slot: number): string {
    const hash = createHmac('sha256', this.key).update(`${place} ${slot}`).digest();
    return Array.from({ length: PROOF_LENGTH }, (_, i) => LETTERS[hash.readUInt16BE(2 * i) % LETTERS.length]).join('');
  }
}
