import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { UnsubscribeTopicData } from './definition';

export const runUnsubscribeTopic: NodeRunner<UnsubscribeTopicData> = {
  performs: ['unsubscribeTopic'],
  enter: (data, context) => leave('next', [{ type: 'custom', name: 'unsubscribeTopic', effectId: context.env.newId(), payload: { topicId: data.topicId }, answered: false }]),
};
