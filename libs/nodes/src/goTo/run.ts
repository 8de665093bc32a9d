import type { NodeRunner } from '@chatloom/engine';
import type { GoToData } from './definition';

export const runGoTo: NodeRunner<GoToData> = {
  enter: (data) => ({ then: { go: 'flow', flowId: data.flowId, returns: false } }),
};
