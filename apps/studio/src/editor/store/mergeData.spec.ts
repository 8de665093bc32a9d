import fc from 'fast-check';
import { mergeData } from './mergeData';

describe('mergeData', () => {
  it('takes from each side what only that side changed', () => {
    const before = { text: 'Hi', more: { a: 1, b: 2 }, list: [1, 2] };
    const { merged, clashes } = mergeData(before, { ...before, text: 'Hello' }, { ...before, more: { a: 1, b: 3 }, list: [1, 5] });
    expect(merged).toEqual({ text: 'Hello', more: { a: 1, b: 3 }, list: [1, 5] });
    expect(clashes).toEqual([]);
  });

  it('keeps mine and tells both where the same field was changed differently', () => {
    const result = mergeData({ text: { en: 'Hi', ja: 'や' } }, { text: { en: 'Mine', ja: 'や' } }, { text: { en: 'Theirs', ja: 'はい' } });
    expect(result.merged).toEqual({ text: { en: 'Mine', ja: 'はい' } });
    expect(result.clashes).toEqual([{ path: ['text', 'en'], mine: 'Mine', theirs: 'Theirs' }]);
  });

  it('removes what one side removed', () => {
    expect(mergeData({ a: 1, b: 2 } as object, { b: 2 }, { a: 1, b: 3 }).merged).toEqual({ b: 3 });
  });

  it('gives the other side when one side changed nothing, whatever the data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(mergeData(before, after, before)).toEqual({ merged: after, clashes: [] });
        expect(mergeData(before, before, after)).toEqual({ merged: after, clashes: [] });
      }),
    );
  });
});
