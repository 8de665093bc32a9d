import { randomBytes } from 'node:crypto';
import { friendCodeMessage, readFriendCode } from '@chatloom/engine';
import fc from 'fast-check';
import { newPlaceCode, readPlaceCode, RotatingCode } from './placeCode';

const codes = new RotatingCode(randomBytes(32));
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('codes of places', () => {
  it('survive the message that carries them', () => {
    const place = newPlaceCode();
    for (const code of [place, codes.codeAt(place, 0).code]) {
      expect(readFriendCode({ id: '1', type: 'text', text: friendCodeMessage(code) })).toBe(code);
      expect(readPlaceCode(code.toUpperCase())?.place).toBe(place);
    }
  });

  it.each(['spring26', 'abcdefghjk2', 'x'.repeat(17)])('%s names no place', (code) => expect(readPlaceCode(code)).toBeNull());

  it('that change are good for half a minute at least and a minute at most', () => {
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 200_000 }), (shownAt, later) => {
        const { code, changesAt } = codes.codeAt('abcdefghjk', shownAt);
        const isGood = codes.isGood('abcdefghjk', readPlaceCode(code)!.proof, shownAt + later);
        expect(changesAt - shownAt).toBeGreaterThan(0);
        expect(changesAt - shownAt).toBeLessThanOrEqual(30_000);
        if (later <= 30_000) expect(isGood).toBe(true);
        if (later >= 60_000) expect(isGood).toBe(false);
      }),
    );
  });

  it('are worth nothing at another place, nor with another installation’s key', () => {
    const { proof } = readPlaceCode(codes.codeAt('abcdefghjk', 0).code)!;
    expect([codes.isGood('abcdefghjm', proof, 0), new RotatingCode(randomBytes(32)).isGood('abcdefghjk', proof, 0), codes.isGood('abcdefghjk', '', 0)]).toEqual([false, false, false]);
  });
});
