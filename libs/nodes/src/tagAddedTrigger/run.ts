import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { TagAddedTriggerData } from './definition';

export const runTagAddedTrigger: NodeRunner<TagAddedTriggerData> = {
  enter: () => leave('next'),
  matches: (data, input) => input.type === 'tagAdded' && input.tag === data.tag && { specificity: SPECIFICITY.equals },
};
