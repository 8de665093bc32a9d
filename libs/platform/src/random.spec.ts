import fc from 'fast-check';
import { CountingIdSource, newId } from './ids';
import { seededRandom } from './random';

describe('chance', () => {
  it('is the same for the same seed, differs for another, and stays in its range', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const [one, two, other] = [seededRandom(seed), seededRandom(seed), seededRandom(`${seed}x`)];
        const first = Array.from({ length: 5 }, one);
        expect(Array.from({ length: 5 }, two)).toEqual(first);
        expect(Array.from({ length: 5 }, other)).not.toEqual(first);
        expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
      }),
    );
  });

  it('is spread evenly', () => {
    const random = seededRandom('even');
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 100_000; index += 1) buckets[Math.floor(random() * 10)]! += 1;
    expect(Math.min(...buckets)).toBeGreaterThan(9_600);
    expect(Math.max(...buckets)).toBeLessThan(10_400);
  });
});

describe('ids', () => {
  it('are in the order of their making', () => {
    const ids = Array.from({ length: 5_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(5_000);
  });

  it('of tests count up and look like the real ones', () => {
    const source = new CountingIdSource();
    expect([source.newId(), source.newId()]).toEqual(['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']);
  });
});
