import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { PostbackTriggerData } from './definition';

/** Of two beginnings the longer one wins; a quarter a character keeps 300 of them below `equals`. */
const PER_CHARACTER = 0.25;

export const runPostbackTrigger: NodeRunner<PostbackTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'postbackReceived') return false;
    if (data.mode === 'equals') return input.data === data.data && { specificity: SPECIFICITY.equals };
    return input.data.startsWith(data.data) && { specificity: SPECIFICITY.startsWith + data.data.length * PER_CHARACTER };
  },
};
