import fc from 'fast-check';
import { countText, fitText } from './counting';
import { countGraphemes } from './countGraphemes';
import { countUtf16 } from './countUtf16';

describe('counting as LINE counts', () => {
  it.each([
    ['hello', 5, 5],
    ['', 0, 0],
    ['🍎', 1, 2],
    ['👨‍👩‍👧‍👦', 1, 11],
    ['🇯🇵🇹🇼', 2, 8],
    ['\u304b\u3099', 1, 2], // か with a combining voiced mark
    ['ที่นี่', 2, 6], // Thai vowels and tones ride on their consonant
    ['\r\n', 1, 2],
    ['שלום', 4, 4],
    ['\u0000', 1, 1],
  ])('%j has %i graphemes and %i units', (text, graphemes, units) => {
    expect(countGraphemes(text)).toBe(graphemes);
    expect(countUtf16(text)).toBe(units);
  });

  it('a fitted text is never too long, keeps its beginning and never cuts a character in two', () => {
    const unit = fc.constantFrom('graphemes' as const, 'utf16' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 30 }), unit, (text, max, by) => {
        const fitted = fitText(text, max, by);
        expect(countText(fitted, by)).toBeLessThanOrEqual(max);
        if (countText(text, by) <= max) return expect(fitted).toBe(text);
        expect(fitted.endsWith('…')).toBe(true);
        const kept = fitted.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        const parts = [...new Intl.Segmenter('en').segment(text)].map((part) => part.index);
        return expect([...parts, text.length]).toContain(kept.length);
      }),
    );
  });
});
