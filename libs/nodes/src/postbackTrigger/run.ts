import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { PostbackTriggerData } from './definition';

/** Exact data beats any beginning; of two beginnings the longer one wins. */
const EQUALS_SPECIFICITY = 1000;

export const runPostbackTrigger: NodeRunner<PostbackTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'postbackReceived') return false;
    if (data.mode === 'equals') return input.data === data.data && { specificity: EQUALS_SPECIFICITY };
    return input.data.startsWith(data.data) && { specificity: data.data.length };
  },
};
