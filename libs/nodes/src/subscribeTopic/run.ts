import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { SubscribeTopicData } from './definition';

export const runSubscribeTopic: NodeRunner<SubscribeTopicData> = {
  performs: ['subscribeTopic'],
  enter: (data, context) => leave('next', [{ type: 'custom', name: 'subscribeTopic', effectId: context.env.newId(), payload: { topicId: data.topicId }, answered: false }]),
};
