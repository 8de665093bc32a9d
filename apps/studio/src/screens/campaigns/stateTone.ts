import type { Tone } from '../../ui/StateBadge';
import type { CampaignRecipient, CampaignState } from './campaignQueries';

/** What a state of a campaign means to the person who looks after it. */
export const stateTone = (state: CampaignState): Tone =>
  ({ draft: 'plain', scheduled: 'info', freezing: 'info', sending: 'info', held: 'info', paused: 'warn', braked: 'danger', waitingForGo: 'warn', waitingForWinner: 'info', done: 'good', cancelled: 'plain', failed: 'danger' })[state] as Tone;

/** What became of one recipient. */
export const recipientTone = (state: CampaignRecipient['state']): Tone => ({ waiting: 'plain', held: 'info', sending: 'info', sent: 'good', failed: 'danger', unknown: 'warn', skipped: 'plain' })[state] as Tone;

/** Is something going on that changes by itself? */
export const isMoving = (state: CampaignState): boolean => ['freezing', 'sending', 'held', 'waitingForWinner'].includes(state);

/** Has it come to its end? */
export const isOver = (state: CampaignState): boolean => state === 'done' || state === 'cancelled' || state === 'failed';
