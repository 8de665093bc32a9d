import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageLanguage, say, textFor } from './words';

describe('words of public pages', () => {
  it.each([
    [['ja-JP', 'en'], 'ja'],
    [['zh-Hans-CN'], 'zh-TW'],
    [['fr-FR', 'th'], 'th'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('a browser that wants %j reads %s', (wishes, language) => {
    expect(pageLanguage(wishes)).toBe(language);
  });
  it('fills in numbers and names', () => {
    expect([say('en', 'minutesLeft', { n: 12 }), say('ja', 'told', { name: 'お茶', n: '3' })]).toEqual(['12 min left', 'お茶：3']);
  });
  it('takes every name as it is, whatever it looks like', () => {
    expect(say('en', 'told', { name: '{n} $& $1', n: '{name}' })).toBe('{n} $& $1: {name}');
  });
  it('gives the designer’s words in the reader’s language, else in the bot’s', () => {
    expect([textFor('Tea', 'ja', 'en'), textFor({ en: 'Tea', ja: 'お茶' }, 'ja', 'en'), textFor({ 'zh-TW': '茶', en: 'Tea' }, 'th', 'en'), textFor({ fr: 'Thé' }, 'th', 'en')]).toEqual(['Tea', 'お茶', 'Tea', 'Thé']);
  });

  it('are all said by some page', () => {
    const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file));
    const areWords = (file: string) => /(^|\/)(say\w+|words)\.ts$/.test(file);
    const textOf = (file: string) => readFileSync(join(__dirname, file), 'utf8');
    const pages = sources.filter((file) => !areWords(file)).map(textOf).join('');
    const unused = sources.filter(areWords).flatMap((file) => {
      const english = /\n {2}en: \{([^]*?)\n {2}\},/.exec(textOf(file))![1]!;
      return [...english.matchAll(/[ {](\w+): '/g)].map((match) => match[1]!).filter((word) => !pages.includes(`'${word}'`)).map((word) => `${file}: ${word}`);
    });
    expect(sources.filter(areWords).length).toBeGreaterThan(4);
    expect(unused).toEqual([]);
  });
});
