import fc from 'fast-check';
import { LINE_RATES, RateLimits } from './rateLimits';

describe('RateLimits', () => {
  it('has the numbers of LINE for what we call most', () => {
    const perSecond = Object.fromEntries(Object.entries(LINE_RATES).map(([endpoint, { calls, perMs }]) => [endpoint, (calls * 1_000) / perMs]));
    expect(perSecond).toMatchObject({ reply: 2_000, push: 2_000, multicast: 200, testWebhookEndpoint: 60 / 3_600 });
  });

  it('never lets more through in any stretch of time than LINE would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(400), { maxLength: 60 }), (calls, pauses) => {
        let now = 0;
        const limits = new RateLimits<'x'>(() => now, { x: { calls, perMs: 1_000 } });
        const passed: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (limits.take('1', 'x') === 0) passed.push(now);
        }
        // A full bucket, and what has flowed in since.
        passed.forEach((from, i) => passed.slice(i).forEach((to, k) => expect(k + 1).toBeLessThanOrEqual(calls + ((to - from) * calls) / 1_000 + 1e-9)));
      }),
    );
  });

  it('says how long to wait, and means it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100_000 }), (calls, perMs) => {
        let now = 5;
        const limits = new RateLimits<'x'>(() => now, { x: { calls, perMs } });
        while (limits.take('1', 'x') === 0);
        now += Math.ceil(limits.take('1', 'x')) + 1;
        expect(limits.take('1', 'x')).toBe(0);
      }),
    );
  });

  it('is not stopped by a clock that is set back', () => {
    let now = 1_000_000;
    const limits = new RateLimits<'x'>(() => now, { x: { calls: 1, perMs: 1_000 } });
    limits.take('1', 'x');
    limits.block('1', 'x', 5_000);
    now = 0;
    expect(limits.take('1', 'x')).toBe(1_000);
    now = 1_000;
    expect(limits.take('1', 'x')).toBe(0);
  });
});
