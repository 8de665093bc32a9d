import type { BingoNews, PersonalBingo } from '@chatloom/contract';
import { followBingo, newsAreEnough } from './followBingo';

const ITEMS = [4, 7, 2, 9, null, 1, 8, 3, 6];
const page = (more: Partial<PersonalBingo> = {}): PersonalBingo => ({
  kind: 'bingo', title: 'Night', state: 'running', round: 1, rounds: 2, rows: 3, columns: 3, marking: 'automatic', calls: [], claimUntil: null, won: [], pictureUrl: null, now: '2026-01-01T00:00:00Z', botName: 'Bistro', language: 'en', displayName: 'Ann',
  cells: ITEMS.map((item) => ({ item, label: String(item), imageUrl: null, isMarked: item === null })),
  prizes: [{ name: 'A drink', pattern: { type: 'line' }, winners: 1, given: 0, isPlayedFor: true }, { name: 'All', pattern: { type: 'blackout' }, winners: 1, given: 0, isPlayedFor: false }],
  ...more,
});
const news = (items: number[], more: Partial<BingoNews> = {}): BingoNews => ({
  state: 'running', round: 1, calls: items.map((item) => ({ item, label: `no. ${item}` })), nextCallAt: null, prizes: [{ given: 0, isPlayedFor: true }, { given: 0, isPlayedFor: false }], ...more,
});
const marked = (card: ReturnType<typeof followBingo>) => card.cells.filter(({ isMarked }) => isMarked).map(({ item }) => item);

describe('a card of bingo on its own page', () => {
  it('marks itself by the news, and says how far it is', () => {
    const card = followBingo(page(), news([4, 5]));
    expect([marked(card), card.missing, card.calls.at(-1)!.label]).toEqual([[4, null], 1, 'no. 5']);
  });
  it('takes back what was called back', () => {
    const asked = page({ calls: [{ item: 4, label: '4' }], cells: page().cells.map((cell) => ({ ...cell, isMarked: cell.item === 4 || cell.item === null })) });
    expect([marked(followBingo(asked, null)), marked(followBingo(asked, news([])))]).toEqual([[4, null], [null]]);
  });
  it('shows what can be marked where players mark, and marks nothing by itself', () => {
    const card = followBingo(page({ marking: 'byPlayer' }), news([4, 8]));
    expect([marked(card), card.cells.filter(({ isCalled }) => isCalled).map(({ item }) => item)]).toEqual([[null], [4, 8]]);
  });
  it('counts for the prize that is played for now', () => {
    expect(followBingo(page(), news([4], { prizes: [{ given: 1, isPlayedFor: false }, { given: 0, isPlayedFor: true }] })).missing).toBe(7);
    expect(followBingo(page({ cells: [] }), news([4])).missing).toBeNull();
  });
  it('does not take news of another round', () => {
    expect(followBingo(page({ calls: [{ item: 7, label: '7' }] }), news([4], { round: 2 })).calls).toEqual([{ item: 7, label: '7' }]);
  });
});

describe('news', () => {
  it.each([
    ['a call that leaves the card short of bingo', page(), news([4]), true],
    ['bingo: it may be won, or has to be said', page(), news([4, 6]), false],
    ['another round', page(), news([], { round: 2 }), false],
    ['the end', page(), news([], { state: 'ended' }), false],
    ['bingo that waits to be said', page({ claimUntil: '2026-01-01T00:00:00Z' }), news([4]), false],
    ['marks that come from elsewhere', page({ marking: 'byEvent' }), news([]), false],
  ])('%s', (_what, asked, heard, enough) => expect(newsAreEnough(asked, heard)).toBe(enough));
});
