import type { GivingState } from '@chatloom/contract';
import type { Tone } from '../../../ui/StateBadge';

/** What the state of something given to people looks like. */
export const GIVING_TONES: Record<GivingState, Tone> = { draft: 'plain', open: 'good', stopped: 'warn' };
