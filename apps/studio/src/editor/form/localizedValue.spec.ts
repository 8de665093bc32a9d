import { fallbackText, languagesIn, textIn, withTextIn } from './localizedValue';

describe('texts in several languages', () => {
  it('stays one plain text while only the main language is written', () => {
    expect(withTextIn('Hi', 'en', 'en', 'Hello')).toBe('Hello');
  });

  it('becomes a table with the first other language and a plain text again when that is emptied', () => {
    const both = withTextIn('Hello', 'ja', 'en', 'こんにちは');
    expect(both).toEqual({ en: 'Hello', ja: 'こんにちは' });
    expect(withTextIn(both, 'ja', 'en', '')).toBe('Hello');
  });

  it('shows the main language where another one has no text of its own', () => {
    expect(textIn({ en: 'Hello' }, 'th', 'en')).toBeUndefined();
    expect(fallbackText({ ja: 'はい', en: 'Yes' }, 'en')).toBe('Yes');
  });

  it('finds the languages used in a step, and does not take field names for languages', () => {
    expect([...languagesIn({ text: { en: 'Hi', 'zh-TW': '嗨' }, choices: [{ id: 'a', label: { th: 'ใช่' } }] })].sort()).toEqual(['en', 'th', 'zh-TW']);
  });
});
