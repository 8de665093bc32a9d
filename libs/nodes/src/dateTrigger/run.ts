import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { DateTriggerData } from './definition';

export const runDateTrigger: NodeRunner<DateTriggerData> = {
  enter: () => leave('next'),
  // The input names the node whose day has come; whose day it is was decided when the clock rang.
  matches: (_data, input, context) =>
    input.type === 'scheduleFired' && input.flowId === context.flowId && input.nodeId === context.nodeId && { specificity: SPECIFICITY.equals },
};
