import type { Tone } from '../../../ui/StateBadge';
import type { BingoSummary } from './bingoQueries';

/** What a game's state looks like. */
export const BINGO_TONES: Record<BingoSummary['state'], Tone> = { draft: 'plain', joining: 'info', running: 'good', between: 'warn', ended: 'plain' };
