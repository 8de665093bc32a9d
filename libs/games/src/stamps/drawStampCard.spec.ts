import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import { columnsOf, drawStampCard, type StampCardView } from './drawStampCard';

const view = (more: Partial<StampCardView> = {}): StampCardView => ({
  document: { title: 'Three teas', text: '', imageUrl: null, icon: 'star', stamps: 3, rewardText: 'One tea' },
  stamps: 1, fullCards: 0, expiresAt: null, language: 'en', timeZone: 'Asia/Taipei', pageUrl: 'https://chat.example.com/p/x', lookAgain: 'g|s|x|look|y', ...more,
});
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];

describe('the card of stamps', () => {
  it('LINE takes it with any number of fields, however full, in every language', () => {
    const icon = fc.constantFrom('star', 'heart', 'check', 'cup', 'flower', 'paw');
    const words = fc.string({ maxLength: 80, unit: 'grapheme' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(30), icon, words, fc.constantFrom('en', 'zh-TW', 'ja', 'th', undefined), (stamps, filled, one, title, language) => {
        const message = drawStampCard(
          view({ document: { title, text: title, imageUrl: 'https://example.com/a.png', icon: one as 'star', stamps, rewardText: title }, stamps: Math.min(filled, stamps), fullCards: filled, expiresAt: 1_800_000_000_000, language, note: title }),
        );
        expect(validateMessages([message])).toEqual([]);
      }),
    );
  });

  it('has its fields in even rows of at most five, as many as the card', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), (fields) => {
        const columns = columnsOf(fields);
        expect(columns).toBeLessThanOrEqual(5);
        // The last row lacks fewer fields than there are rows.
        expect(columns * Math.ceil(fields / columns) - fields).toBeLessThan(Math.ceil(fields / columns));
      }),
    );
  });

  it('names what is stamped, what is to come and the goal', () => {
    expect(textsOf(drawStampCard(view()))).toEqual(['Three teas', '★', '2', 'Gift', '1 of 3 stamps · 2 more to go', 'For a full card: One tea']);
    expect(textsOf(drawStampCard(view({ stamps: 2, language: 'ja', expiresAt: Date.parse('2026-12-31T16:00:00Z'), fullCards: 2 })))).toEqual([
      'Three teas', '★', '★', '特典', '3個中2個 · あと1個！', '特典：One tea', '2026年12月31日まで有効', 'これまでに達成したカード：2枚',
    ]);
  });

  it('shows no way to act as the person where others look on', () => {
    expect(JSON.stringify(drawStampCard(view({ pageUrl: null, lookAgain: null })))).not.toContain('footer');
  });
});
