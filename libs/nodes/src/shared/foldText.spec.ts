import { normaliseText } from '@chatloom/engine';
import fc from 'fast-check';
import { foldText } from './foldText';

describe('folding words', () => {
  it.each([
    [' ＹＥＳ ', 'yes'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['a \n　b', 'a b'],
    ['☎\ufe0f', '☎'],
    ['ΟΔΟΣ', 'οδοσ'],
  ])('%j is compared as %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('agrees with how keywords are compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(foldText(text)).toBe(normaliseText(text));
      }),
      { numRuns: 500 },
    );
  });
});
