import type { Tone } from '../../../ui/StateBadge';
import type { DrawSummary } from './drawQueries';

/** What a draw's state looks like. */
export const DRAW_TONES: Record<DrawSummary['state'], Tone> = { draft: 'plain', scheduled: 'info', open: 'good', closed: 'warn', ended: 'plain' };
