import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { TopicConditionData } from './definition';

export const runTopicCondition: NodeRunner<TopicConditionData> = {
  performs: ['isTopicSubscribed'],
  enter: (data) => ({ then: { go: 'ask', name: 'isTopicSubscribed', payload: { topicId: data.topicId } } }),
  resume: (_data, _context, by) => (by.by === 'effect' ? leave(by.answer === true ? 'yes' : 'no') : { then: { go: 'pass' } }),
};
