import { IconBellQuestion } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { TopicConditionData } from './definition';

export const topicConditionEditor: NodeEditor<TopicConditionData> = {
  icon: IconBellQuestion,
  preview: (data, words) => ({ text: data.topicId ? words.thingName('topic', data.topicId) : '' }),
};
