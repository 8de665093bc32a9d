import fc from 'fast-check';
import type { Loose } from './loose';
import { messageParts, textParts } from './textParts';

const ANN = `U${'a'.repeat(32)}`;
const partsOf = (message: Loose) => messageParts(message, (userId) => (userId === ANN ? 'Ann' : undefined), 'All');

describe('the text of a bubble', () => {
  it('makes an address in a sentence tappable without the full stop behind it', () => {
    expect(textParts('See https://shop.example/a?b=1, or call tel:123.')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://shop.example/a?b=1', href: 'https://shop.example/a?b=1' },
      { kind: 'text', text: ', or call ' },
      { kind: 'link', text: 'tel:123', href: 'tel:123' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('ends an address at Japanese punctuation', () => {
    expect(textParts('予約はhttps://shop.example/yoyaku、またはお電話で。').map((part) => part.kind)).toEqual(['text', 'link', 'text']);
  });

  it('puts LINE emoji where their placeholders stand', () => {
    expect(partsOf({ type: 'text', text: '$ hi $', emojis: [{ index: 0, productId: 'p1', emojiId: '001' }, { index: 5, productId: 'p2', emojiId: '002' }] })).toEqual([
      { kind: 'emoji', productId: 'p1', emojiId: '001' },
      { kind: 'text', text: ' hi ' },
      { kind: 'emoji', productId: 'p2', emojiId: '002' },
    ]);
  });

  it('ignores emoji places outside the text or on top of each other', () => {
    expect(partsOf({ type: 'text', text: 'ab', emojis: [{ index: 5, productId: 'p', emojiId: '1' }, { index: -1, productId: 'p', emojiId: '1' }] })).toEqual([{ kind: 'text', text: 'ab' }]);
    expect(partsOf({ type: 'text', text: '(hello)!', emojis: [{ index: 0, length: 7, productId: 'p', emojiId: '1' }, { index: 3, productId: 'p', emojiId: '2' }] }).map((part) => part.kind)).toEqual(['emoji', 'text']);
  });

  it('shows whom a person in a group mentions, and whether it is the bot', () => {
    const mention = { mentionees: [{ index: 0, length: 7, type: 'user', isSelf: true }, { index: 8, length: 4, type: 'user', userId: ANN, isSelf: false }] };
    expect(partsOf({ type: 'text', text: '@Bistro @Ann hi', mention })).toEqual([
      { kind: 'mention', text: '@Bistro', isSelf: true },
      { kind: 'text', text: ' ' },
      { kind: 'mention', text: '@Ann', isSelf: false },
      { kind: 'text', text: ' hi' },
    ]);
  });

  it('takes no words for a mention that do not begin with @, as after an edit', () => {
    expect(partsOf({ type: 'text', text: 'Are you open?', mention: { mentionees: [{ index: 0, length: 7, type: 'user', isSelf: true }] } })).toEqual([{ kind: 'text', text: 'Are you open?' }]);
  });

  it('fills the placeholders of a text v2 with names and emoji, and doubled braces are braces', () => {
    const substitution = {
      who: { type: 'mention', mentionee: { type: 'user', userId: ANN } },
      all: { type: 'mention', mentionee: { type: 'all' } },
      smile: { type: 'emoji', productId: 'p', emojiId: '001' },
    };
    expect(partsOf({ type: 'textV2', text: '{who} and {all} {{x}} {smile}!', substitution })).toEqual([
      { kind: 'mention', text: '@Ann', isSelf: false },
      { kind: 'text', text: ' and ' },
      { kind: 'mention', text: '@All', isSelf: false },
      { kind: 'text', text: ' {x} ' },
      { kind: 'emoji', productId: 'p', emojiId: '001' },
      { kind: 'text', text: '!' },
    ]);
  });

  it('leaves a placeholder that stands for nothing as it is written', () => {
    expect(partsOf({ type: 'textV2', text: 'Hello {nobody}', substitution: { nobody: { type: 'else' } } })).toEqual([{ kind: 'text', text: 'Hello {nobody}' }]);
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.string(), (before, url, after) => {
        const text = `${before} ${url} ${after}`;
        expect(textParts(text).map((part) => ('text' in part ? part.text : '')).join('')).toBe(text);
      }),
    );
  });
});
