import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { ApiTriggerData } from './definition';

export const runApiTrigger: NodeRunner<ApiTriggerData> = {
  enter: () => leave('next'),
  matches: (data, input) => input.type === 'apiCalled' && input.key === data.key && { specificity: SPECIFICITY.equals },
};
