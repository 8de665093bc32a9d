import { describeLineFault } from './describeLineFault';

it('says what is wrong with a line in the language of the reader, and in English where it has no words', () => {
  const fault = { code: 'notADate', column: 1, value: 'soon $& later' } as const;
  expect(describeLineFault(fault)).toBe('"soon $& later" is no date that can be read; write 2026-12-24.');
  expect(describeLineFault(fault, 'ja')).toContain('「soon $& later」は日付として読めません');
  expect(describeLineFault(fault, 'zh-Hant')).toContain('日期');
  expect(describeLineFault(fault, 'de')).toBe(describeLineFault(fault));
});
