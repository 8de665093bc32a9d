import { IconBellOff } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { UnsubscribeTopicData } from './definition';

export const unsubscribeTopicEditor: NodeEditor<UnsubscribeTopicData> = {
  icon: IconBellOff,
  preview: (data, words) => ({ text: data.topicId ? words.thingName('topic', data.topicId) : '' }),
};
