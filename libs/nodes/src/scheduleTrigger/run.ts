import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { ScheduleTriggerData } from './definition';

export const runScheduleTrigger: NodeRunner<ScheduleTriggerData> = {
  enter: () => leave('next'),
  // The input names the node whose clock rang; whom it rings for was decided when the clock rang.
  matches: (_data, input, context) =>
    input.type === 'scheduleFired' && input.flowId === context.flowId && input.nodeId === context.nodeId && { specificity: SPECIFICITY.equals },
};
