import { resolveText } from './resolveText';

describe('resolveText', () => {
  const hello = { ja: 'こんにちは', en: 'Hello', 'zh-TW': '你好' };
  it.each([
    ['Hi', ['ja'], 'Hi'],
    [hello, ['ja', 'en'], 'こんにちは'],
    [hello, ['en-GB', 'ja'], 'Hello'],
    [hello, ['ZH-tw'], '你好'],
    [hello, ['zh'], '你好'],
    [hello, [undefined, 'en'], 'Hello'],
    [hello, ['th', 'ko'], 'こんにちは'],
    [{}, ['en'], ''],
    [undefined, ['en'], ''],
  ])('gives a reader of %j with %j the words %j', (text, languages, expected) => {
    expect(resolveText(text, languages)).toBe(expected);
  });
});
