import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { FriendAddedTriggerData } from './definition';

export const runFriendAddedTrigger: NodeRunner<FriendAddedTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'friendAdded') return false;
    if (data.whom === 'all') return { specificity: SPECIFICITY.any };
    return (data.whom === 'unblocked') === input.isUnblocked ? { specificity: SPECIFICITY.equals } : false;
  },
};
