import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { MarkAsReadData } from './definition';

export const runMarkAsRead: NodeRunner<MarkAsReadData> = {
  enter: () => leave('next', [{ type: 'markAsRead' }]),
};
