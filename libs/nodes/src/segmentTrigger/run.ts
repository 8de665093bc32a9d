import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { SegmentTriggerData } from './definition';

export const runSegmentTrigger: NodeRunner<SegmentTriggerData> = {
  enter: () => leave('next'),
  // The input names the node it is for; who crossed the segment's border was found by the look that made it.
  matches: (_data, input, context) =>
    input.type === 'segmentCrossed' && input.flowId === context.flowId && input.nodeId === context.nodeId && { specificity: SPECIFICITY.equals },
};
