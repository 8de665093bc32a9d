import fc from 'fast-check';
import { sanitizeJson, sanitizeText } from './sanitizeText';

const isStorable = (text: string) => !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);

describe('text for the database', () => {
  it('has no NUL and no lone surrogate, and keeps everything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }), (text) => {
        const clean = sanitizeText(text);
        expect(isStorable(clean)).toBe(true);
        expect(clean.length).toBe(text.length);
        if (isStorable(text)) expect(clean).toBe(text);
      }),
    );
  });

  it('keeps emoji and replaces half of one', () => {
    expect(sanitizeText('👩‍👧 ok')).toBe('👩‍👧 ok');
    expect(sanitizeText(`${'👩'.slice(0, 1)}x\0`)).toBe('\ufffdx\ufffd');
  });
});

describe('JSON for the database', () => {
  it('is clean in values and keys at every depth, and the same object when nothing was wrong', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sanitizeJson(value)).toBe(value);
      }),
    );
    expect(sanitizeJson({ 'a\0': [{ b: '\ud800' }, 1, null] })).toEqual({ 'a\ufffd': [{ b: '\ufffd' }, 1, null] });
  });

  it('is refused when it is nested too deeply, instead of overflowing the stack', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 5_000; depth += 1) deep = [deep];
    expect(() => sanitizeJson(deep)).toThrow(RangeError);
  });
});
