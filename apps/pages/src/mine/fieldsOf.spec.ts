import fc from 'fast-check';
import { fieldsOf, turnTo } from './fieldsOf';

const prizesOf = (count: number) => ({ prizes: Array.from({ length: count }, (_, n) => ({ id: `p${n}`, name: `Prize ${n}`, description: '', imageUrl: null, stock: null, left: null })) });

describe('the wheel', () => {
  it('has a field for every prize and for nothing, and enough of them to look like a wheel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (count) => {
        const fields = fieldsOf(prizesOf(count));
        expect(new Set(fields).size).toBe(count + 1);
        expect(fields.length).toBeGreaterThanOrEqual(6);
        expect(fields.length % (count + 1)).toBe(0);
      }),
    );
  });

  it('stops with what was won under the pointer, well inside of the field, after some turns forward', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 0, max: 5_000 }), (count, won, chance, from) => {
        const fields = fieldsOf(prizesOf(count));
        const prizeId = won >= count ? null : `p${won}`;
        const to = turnTo(fields, prizeId, from, chance);
        expect(to - from).toBeGreaterThanOrEqual(5 * 360);
        expect(to - from).toBeLessThan(6 * 360 + 1e-6);
        // Turned clockwise by `to`, the pointer at the top stands where `-to` was.
        const at = ((((-to % 360) + 360) % 360) / 360) * fields.length;
        expect(fields[Math.floor(at)]).toBe(prizeId);
        expect(Math.abs((at % 1) - 0.5)).toBeLessThan(0.34);
      }),
    );
  });

  it('stays as it is for a prize that is not on it', () => {
    expect(turnTo(fieldsOf(prizesOf(2)), 'gone', 90, 0.5)).toBe(90);
  });
});
