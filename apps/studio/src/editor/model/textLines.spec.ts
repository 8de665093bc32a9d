import { countLines, textWidth } from './textLines';

describe('textLines', () => {
  it('counts nothing for marks that stand on other letters', () => {
    expect(textWidth('กี่')).toBe(textWidth('ก'));
  });

  it('gives Chinese and Japanese characters twice the room', () => {
    expect(textWidth('予約')).toBe(26);
  });

  it('breaks Western text between words and Chinese anywhere', () => {
    expect(countLines('Good morning', 60, 3)).toBe(2);
    expect(countLines('早安早安早安', 40, 9)).toBe(2);
  });

  it('honours line breaks and stops at the most lines a card shows', () => {
    expect(countLines('a\nb', 200, 3)).toBe(2);
    expect(countLines('a\nb\nc\nd\ne', 200, 3)).toBe(3);
    expect(countLines('word '.repeat(500), 200, 3)).toBe(3);
  });

  it('gives one line to one short word', () => {
    expect(countLines('Hi', 200, 3)).toBe(1);
  });
});
