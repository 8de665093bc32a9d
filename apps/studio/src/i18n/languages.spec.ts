import { suitableLanguage } from './languages';

it.each([
  [['th-TH', 'en'], 'th'],
  [['zh-TW'], 'zh-TW'],
  [['zh-CN', 'en'], 'zh-TW'],
  [['JA-jp'], 'ja'],
  [['de', 'ja'], 'ja'],
  [['de', 'fr'], 'en'],
  [[], 'en'],
])('for %j it is %s', (wishes, language) => expect(suitableLanguage(wishes)).toBe(language));
