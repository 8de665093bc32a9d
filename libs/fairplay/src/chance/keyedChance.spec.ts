import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { chiSquared } from './chiSquared';
import { commitmentOf, keepsCommitment } from './commitment';
import { KeyedChance } from './keyedChance';

const SEED = createHash('sha256').update('fixed').digest();

describe('chance that can be proved', () => {
  it('is even for limits that do not divide 2^32', () => {
    const chance = new KeyedChance(SEED, 'even');
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 70_000; i += 1) counts[chance.below(7)]! += 1;
    expect(chiSquared(counts, 10_000)).toBeLessThan(22.5);
  });

  it('is the same row for the same seed and label, and another for any other', () => {
    const row = (label: string) => Array.from({ length: 20 }, ((chance) => () => chance.next())(new KeyedChance(SEED, label)));
    expect(row('a')).toEqual(row('a'));
    expect(row('a')).not.toEqual(row('b'));
  });

  it('is HMAC-SHA256 over label and counter, as anybody may check with other tools', () => {
    const chance = new KeyedChance(SEED, 'calls/1');
    const blocks = [0, 1].map((counter) => createHmac('sha256', SEED).update(`calls/1#${counter}`).digest());
    for (const block of blocks) for (let at = 0; at < 32; at += 4) expect(chance.next()).toBe(block.readUInt32BE(at));
  });

  it('is promised by a hash that only its own seed keeps', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(255), (seed, bit) => {
        const promise = commitmentOf(seed);
        expect(keepsCommitment(seed, promise)).toBe(true);
        const other = Uint8Array.from(seed);
        other[bit >> 3]! ^= 1 << (bit & 7);
        expect(keepsCommitment(other, promise)).toBe(false);
        expect(keepsCommitment(seed, promise.slice(2))).toBe(false);
      }),
    );
  });

  it('wants a seed that nobody can guess, and a limit that makes sense', () => {
    expect(() => new KeyedChance(new Uint8Array(8), 'x')).toThrow(RangeError);
    const chance = new KeyedChance(new Uint8Array(16), 'x');
    for (const limit of [0, -1, 1.5, NaN, 2 ** 33]) expect(() => chance.below(limit)).toThrow(RangeError);
    expect(() => chance.pick([1], 2)).toThrow(RangeError);
  });
});
