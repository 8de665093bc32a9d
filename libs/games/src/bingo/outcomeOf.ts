import type { PlayOutcome, PlayRefusal } from './BingoPlay';

/**
 * What came of something a player did, in one word: why it was refused, `won`, `bingo` (it has to be said now), else `done`.
 * @param done the word for what went as it was meant
 */
export function outcomeOf(result: PlayOutcome, contactId: string, done: string): string {
  if ('refused' in result) return result.refused === 'ended' ? ('closed' satisfies PlayRefusal) : result.refused;
  const has = (type: 'won' | 'reached') => result.events.some((event) => event.type === type && event.player === contactId);
  return has('won') ? 'won' : has('reached') ? 'bingo' : done;
}
