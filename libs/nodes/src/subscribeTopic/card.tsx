import { IconBellPlus } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SubscribeTopicData } from './definition';

export const subscribeTopicEditor: NodeEditor<SubscribeTopicData> = {
  icon: IconBellPlus,
  preview: (data, words) => ({ text: data.topicId ? words.thingName('topic', data.topicId) : '' }),
};
