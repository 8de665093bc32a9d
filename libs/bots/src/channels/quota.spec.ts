import fc from 'fast-check';
import { forecastUsage, lineDay, quotaLevel } from './quota';

const at = (text: string) => Date.parse(text);

describe('the alarm level', () => {
  it.each([
    [69, 100, 0], [70, 100, 70], [89, 100, 70], [90, 100, 90], [99, 100, 90], [100, 100, 100], [250, 200, 100], [0, 0, 100], [5_000, null, 0],
  ] as const)('of %d out of %s is %d', (used, limit, level) => expect(quotaLevel(used, limit)).toBe(level));
});

describe('the forecast', () => {
  it('goes on at the pace of the month so far when little is known', () => {
    // Ten days of November are over in Tokyo: 100 messages; twenty days are left.
    expect(forecastUsage(100, [], at('2026-11-10T15:00:00Z'))).toBe(300);
  });
  it('goes on at the pace of the last seven days when those are known', () => {
    // 1,000 were sent on the first day; since then ten a day.
    const days = Array.from({ length: 10 }, (_, index) => ({ day: `2026-11-${String(index + 1).padStart(2, '0')}`, used: 1_000 + index * 10 }));
    expect(forecastUsage(1_090, days, at('2026-11-10T15:00:00Z'))).toBe(1_090 + 200);
  });
  it('is what was used when the month ends', () => {
    expect(forecastUsage(77, [], at('2026-11-30T14:59:59.999Z'))).toBe(77);
  });
  it('is never below what is used already, also when LINE corrects its count', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 0, max: 29 * 86_400_000 }), (used, earlier, offset) => {
        const forecast = forecastUsage(used, [{ day: '2026-11-01', used: earlier }], at('2026-10-31T15:00:00Z') + offset);
        expect(forecast).toBeGreaterThanOrEqual(used);
      }),
    );
  });
});

it('LINE’s day begins at 15:00 UTC', () => {
  expect([lineDay(at('2026-11-30T14:59:00Z')), lineDay(at('2026-11-30T15:00:00Z'))]).toEqual(['2026-11-30', '2026-12-01']);
});
