import type { NodeRunner } from '@chatloom/engine';
import type { EndData } from './definition';

export const runEnd: NodeRunner<EndData> = {
  enter: (data) => ({ then: { go: 'end', ...(data.reason ? { reason: data.reason } : {}) } }),
};
