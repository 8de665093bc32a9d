import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Chance that can be proved afterwards: an endless row of whole numbers that follows from a secret and a label, and from
 * nothing else. Who knows the secret can draw the row again; who does not cannot tell it from noise (HMAC-SHA256 over a
 * counter). Different labels give rows that have nothing to do with each other. It runs in browsers too: whoever doubts a
 * game draws everything again on their own machine.
 */
export class KeyedChance {
  private block = new DataView(new ArrayBuffer(0));
  private at = 0;
  private counter = 0;

  /**
   * @param seed the game's secret, at least 16 bytes
   * @param label what is drawn, e.g. `calls/1` or `card/1/<player>/0`
   */
  constructor(
    private readonly seed: Uint8Array,
    private readonly label: string,
  ) {
    if (seed.length < 16) throw new RangeError('A seed has at least 16 bytes.');
  }

  /** 0 ≤ n < 2^32, each as likely. */
  next(): number {
    if (this.at + 4 > this.block.byteLength) {
      const bytes = hmac(sha256, this.seed, utf8ToBytes(`${this.label}#${this.counter}`));
      this.block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.counter += 1;
      this.at = 0;
    }
    const value = this.block.getUint32(this.at);
    this.at += 4;
    return value;
  }

  /** 0 ≤ n < `limit`, each exactly as likely: numbers of the last, incomplete round are thrown away. */
  below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) throw new RangeError('A limit is a whole number from 1 to 2^32.');
    const fair = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const value = this.next();
      if (value < fair) return value % limit;
    }
  }

  /** `count` different ones of `items`, in the order they were drawn. */
  pick<T>(items: readonly T[], count: number): T[] {
    if (count > items.length) throw new RangeError(`${count} of ${items.length} cannot be drawn.`);
    const left = [...items];
    for (let i = 0; i < count; i += 1) {
      const j = i + this.below(left.length - i);
      [left[i], left[j]] = [left[j] as T, left[i] as T];
    }
    return left.slice(0, count);
  }
}
