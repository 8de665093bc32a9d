import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { LoadingData } from './definition';

export const runLoading: NodeRunner<LoadingData> = {
  enter: (data) => leave('next', [{ type: 'showLoading', seconds: data.seconds }]),
};
