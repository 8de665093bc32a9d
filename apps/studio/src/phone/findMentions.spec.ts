import fc from 'fast-check';
import { findMentions } from './findMentions';

const ANN = `U${'a'.repeat(32)}`;
const BOB = `U${'b'.repeat(32)}`;
const people = [{ name: 'Bistro' }, { name: 'All', all: true }, { name: 'Ann', userId: ANN }, { name: 'Ann Lee', userId: BOB }];

describe('mentions in what somebody writes in a group', () => {
  it('finds the bot, everybody and people, with their places', () => {
    expect(findMentions('@Bistro hello @All and @Ann!', people)).toEqual([
      { index: 0, length: 7 },
      { index: 14, length: 4, all: true },
      { index: 23, length: 4, userId: ANN },
    ]);
  });

  it('takes the longer of two names, and no name it does not know', () => {
    expect(findMentions('@Ann Lee, @Cat', people)).toEqual([{ index: 0, length: 8, userId: BOB }]);
  });

  it('always points at an @ with the name behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('@Ann', '@Bistro', '@', '🍎', ' ', 'x')), (pieces) => {
        const text = pieces.join('');
        for (const { index, length } of findMentions(text, people)) expect(text.slice(index, index + length)).toMatch(/^@(Ann Lee|Ann|All|Bistro)$/);
      }),
    );
  });
});
