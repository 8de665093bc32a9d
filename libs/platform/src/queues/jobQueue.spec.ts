import fc from 'fast-check';
import { ManualClock } from '../clock';
import { delayUntil } from './jobQueue';
import { ManualJobQueue } from './manualJobQueue';

describe('the delay of a bell', () => {
  it('is always a whole number from 0 to 24 days', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), (dueAt, now) => {
        const delay = delayUntil({ dueAt }, now);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(24 * 86_400_000);
      }),
    );
  });

  it('refuses what is no number', () => {
    expect(() => delayUntil({ dueAt: Number.NaN }, 0)).toThrow(RangeError);
    expect(delayUntil({ delayMs: 10.6 }, 0)).toBe(11);
    expect(delayUntil({}, 5)).toBe(0);
  });
});

describe('the queue of tests', () => {
  it('rings what is due, in the order of time, also what a handler sets meanwhile', async () => {
    const clock = new ManualClock();
    const queue = new ManualJobQueue(clock);
    const rung: string[] = [];
    queue.handle('timers', async (bell) => {
      rung.push(bell.id);
      if (bell.id === 'b') await queue.ring('timers', { id: 'c' });
    });
    await queue.ringAll('timers', [{ id: 'a', delayMs: 2_000 }, { id: 'b', delayMs: 1_000 }, { id: 'b' }]);
    expect(await queue.ringDue()).toBe(0);
    clock.advance(1_500);
    expect(await queue.ringDue()).toBe(2);
    expect(rung).toEqual(['b', 'c']);
    queue.loseAll();
    expect(queue.waiting()).toEqual([]);
  });
});
