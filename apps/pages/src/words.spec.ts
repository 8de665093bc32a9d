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
  it('gives the designer’s words in the reader’s language, else in the bot’s', () => {
    expect([textFor('Tea', 'ja', 'en'), textFor({ en: 'Tea', ja: 'お茶' }, 'ja', 'en'), textFor({ 'zh-TW': '茶', en: 'Tea' }, 'th', 'en'), textFor({ fr: 'Thé' }, 'th', 'en')]).toEqual(['Tea', 'お茶', 'Tea', 'Thé']);
  });
});
