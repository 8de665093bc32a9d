import type { NodeRunner } from '@chatloom/engine';
import type { CallFlowData } from './definition';

export const runCallFlow: NodeRunner<CallFlowData> = {
  enter: (data) => ({ then: { go: 'flow', flowId: data.flowId, returns: true } }),
};
