import { IconMessageCircle } from '@tabler/icons-react';
import { sayPlace } from '../cards/sayPlace';
import type { NodeEditor } from '../nodeEditor';
import type { MessageTriggerData } from './definition';

export const messageTriggerEditor: NodeEditor<MessageTriggerData> = {
  icon: IconMessageCircle,
  preview: (data, words) => ({ text: [data.messageTypes.map((type) => words.t(`options.messageTypes.${type}`)).join(', '), ...sayPlace(data, words.t)].join('\n') }),
};
