import type { BingoNews, PersonalBingo } from '@chatloom/contract';
import { masksOf, missing } from '@chatloom/fairplay';

/** A card as it is now: what the player's own page said last, with the news that everybody hears. */
export interface FollowedCard {
  state: PersonalBingo['state'];
  calls: PersonalBingo['calls'];
  nextCallAt: string | null;
  cells: readonly (PersonalBingo['cells'][number] & { isCalled: boolean })[];
  prizes: readonly (PersonalBingo['prizes'][number])[];
  /** Cells to go for the prize that is played for; null when nothing is. */
  missing: number | null;
}

/**
 * Follows the calls without asking the server: ten thousand open cards hear the same few bytes, and each marks itself.
 * @param news of another round (the player's own page is on its way): they are not taken
 */
export function followBingo(page: PersonalBingo, news: BingoNews | null): FollowedCard {
  const heard = news && news.round === page.round ? news : null;
  const state = news?.state ?? page.state;
  const calls = heard?.calls ?? page.calls;
  const called = new Set(calls.map(({ item }) => item));
  const cells = page.cells.map((cell) => {
    const isCalled = cell.item !== null && called.has(cell.item);
    const isMarked = page.marking === 'automatic' ? cell.item === null || isCalled : page.marking === 'byPlayer' ? cell.isMarked && (cell.item === null || isCalled) : cell.isMarked;
    return { ...cell, isCalled, isMarked };
  });
  const prizes = page.prizes.map((prize, index) => ({ ...prize, ...heard?.prizes[index] }));
  const pattern = prizes.find(({ isPlayedFor }) => isPlayedFor)?.pattern;
  const marks = cells.reduce((bits, { isMarked }, cell) => (isMarked ? bits | (1 << cell) : bits), 0);
  return { state, calls, nextCallAt: heard?.nextCallAt ?? null, cells, prizes, missing: pattern && cells.length > 0 ? missing(masksOf(kindOf(page), pattern), marks) : null };
}

/** The news tell all there is to know of this card; else it has to be asked for: a new round, somebody who may have won, marks from elsewhere. */
export function newsAreEnough(page: PersonalBingo, news: BingoNews): boolean {
  return page.marking !== 'byEvent' && page.round === news.round && page.state === news.state && page.claimUntil === null && followBingo(page, news).missing !== 0;
}

/** What patterns need to know of a card is its shape. */
function kindOf({ rows, columns }: PersonalBingo): Parameters<typeof masksOf>[0] {
  return rows === 3 && columns === 9 ? { type: 'balls90' } : { type: 'list', items: 0, size: rows as 3 | 4 | 5, freeCentre: false };
}
