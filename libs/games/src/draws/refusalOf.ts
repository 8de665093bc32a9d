import type { DrawDocument, DrawRefusal, DrawState } from '@chatloom/contract';

/** What somebody has done in a draw so far. */
export interface Player {
  tries: number;
  wins: number;
  /** Of the tries: today. */
  triesToday: number;
  hasAgreed: boolean;
}
export const NEWCOMER: Player = { tries: 0, wins: 0, triesToday: 0, hasAgreed: false };

export interface TryScene {
  document: DrawDocument;
  state: DrawState;
  now: number;
  /** Fits the rule who may take part. */
  isAllowed: boolean;
  player: Player;
}

/** Why somebody cannot try now; null: they can, as far as it depends on them and on the time. */
export function refusalOf({ document, state, now, isAllowed, player }: TryScene): DrawRefusal | null {
  const { kind, limits, closesAt, terms } = document;
  if (state === 'draft' || state === 'scheduled') return 'notOpen';
  // Its time is over, and whoever closes it is only late.
  if (state !== 'open' || (closesAt !== null && Date.parse(closesAt) <= now)) return 'closed';
  if (!isAllowed) return 'notAllowed';
  if (kind === 'raffle') {
    if (player.tries > 0) return 'already';
  } else {
    if (reaches(player.tries, limits.tries) || reaches(player.wins, limits.wins)) return 'limit';
    if (reaches(player.triesToday, limits.triesPerDay)) return 'limitToday';
  }
  return terms !== '' && !player.hasAgreed ? 'terms' : null;
}

/** Tries somebody has left now, whatever else may be in the way; null: as many as they like. */
export function triesLeft({ kind, limits }: Pick<DrawDocument, 'kind' | 'limits'>, player: Player): number | null {
  if (kind === 'raffle') return player.tries > 0 ? 0 : 1;
  if (reaches(player.wins, limits.wins)) return 0;
  const left = [limits.tries === null ? [] : limits.tries - player.tries, limits.triesPerDay === null ? [] : limits.triesPerDay - player.triesToday].flat();
  return left.length === 0 ? null : Math.max(0, Math.min(...left));
}

function reaches(count: number, limit: number | null): boolean {
  return limit !== null && count >= limit;
}
