import type { Tone } from '../../../ui/StateBadge';
import type { PollSummary } from './pollQueries';

/** What a poll's state looks like. */
export const POLL_TONES: Record<PollSummary['state'], Tone> = { draft: 'plain', scheduled: 'info', open: 'good', closing: 'warn', closed: 'plain' };
