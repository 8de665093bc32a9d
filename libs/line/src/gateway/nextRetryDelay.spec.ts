import fc from 'fast-check';
import { nextRetryDelay, RETRY_GIVE_UP_AFTER_MS } from './nextRetryDelay';

describe('nextRetryDelay', () => {
  it('doubles from one second to a quarter of an hour, with a jitter of half to full', () => {
    const low = [1, 2, 3, 10, 11, 12, 1_000].map((attempt) => nextRetryDelay(attempt, () => 0));
    const high = [1, 2, 3, 10, 11, 12, 1_000].map((attempt) => nextRetryDelay(attempt, () => 0.999_999_999));
    expect(low).toEqual([500, 1_000, 2_000, 256_000, 450_000, 450_000, 450_000]);
    expect(high).toEqual([1_000, 2_000, 4_000, 512_000, 900_000, 900_000, 900_000]);
  });

  it('gives up before 24 hours, for then the retry key would send a second time', () => {
    expect(nextRetryDelay(3, () => 0, RETRY_GIVE_UP_AFTER_MS - 2_001)).toBe(2_000);
    expect(nextRetryDelay(3, () => 0, RETRY_GIVE_UP_AFTER_MS - 2_000)).toBeUndefined();
  });

  it('is always a whole number that no queue objects to', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
        expect(Number.isSafeInteger(nextRetryDelay(attempt, () => chance))).toBe(true);
      }),
    );
  });
});
