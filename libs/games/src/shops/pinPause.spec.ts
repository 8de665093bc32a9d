import fc from 'fast-check';
import { afterWrongPin, PIN_PAUSES_MS, PIN_TRIES, pinPausedUntil, pinTriesLeft, type PinTries } from './pinPause';

const DAY_MS = 86_400_000;

describe('wrong PINs', () => {
  it('five in a row bring a pause, and each pause is longer than the one before, up to a day', () => {
    let tries: PinTries | null = null;
    let now = 0;
    for (const pauseMs of [...PIN_PAUSES_MS, DAY_MS, DAY_MS]) {
      for (let left = PIN_TRIES; left > 0; left -= 1) {
        expect([pinTriesLeft(tries, now), pinPausedUntil(tries, now)]).toEqual([left, null]);
        tries = afterWrongPin(tries, now);
      }
      expect([pinTriesLeft(tries, now), pinPausedUntil(tries, now)]).toEqual([0, now + pauseMs]);
      now += pauseMs;
    }
  });

  it('are forgiven after a week without any', () => {
    const tries = Array.from({ length: 9 }).reduce<PinTries | null>((before) => afterWrongPin(before, 0), null);
    expect(pinTriesLeft(tries, 7 * DAY_MS)).toBe(PIN_TRIES);
    expect(afterWrongPin(tries, 7 * DAY_MS)).toMatchObject({ wrong: 1, pauses: 0 });
  });

  it('whoever tries as fast as possible gets no more than about five tries a day in the long run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), (days) => {
        let tries: PinTries | null = null;
        let count = 0;
        for (let now = 0; now < days * DAY_MS; ) {
          const until = pinPausedUntil(tries, now);
          if (until !== null) now = until;
          else {
            tries = afterWrongPin(tries, now);
            count += 1;
            now += 1_000;
          }
        }
        expect(count).toBeLessThanOrEqual(PIN_TRIES * (days + PIN_PAUSES_MS.length));
      }),
    );
  });
});
