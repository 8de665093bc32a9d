import fc from 'fast-check';
import { friendCodeMessage, readFriendCode } from './friendCode';

const text = (words: string) => ({ id: '1', type: 'text' as const, text: words });

describe('codes of friend sources', () => {
  it('are read back from the message the link writes, whatever the person writes before them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{4,24}$/), fc.string({ maxLength: 100 }), (code, before) => {
        expect(readFriendCode(text(`${before}${friendCodeMessage(code)}`))).toBe(code);
      }),
    );
  });

  it.each([
    ['（＃Spring26） ', 'Spring26'],
    ['hello', undefined],
    ['(#abc)', undefined],
    ['(#Spring26) and more', undefined],
    [`${'x'.repeat(300)}(#Spring26)`, undefined],
  ])('%s', (words, code) => expect(readFriendCode(text(words))).toBe(code));

  it('are in texts only', () => expect(readFriendCode({ id: '1', type: 'sticker' })).toBeUndefined());
});
