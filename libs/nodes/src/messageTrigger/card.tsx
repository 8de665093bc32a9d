import { IconMessageCircle } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { MessageTriggerData } from './definition';

export const messageTriggerEditor: NodeEditor<MessageTriggerData> = {
  icon: IconMessageCircle,
  preview: (data, words) => ({ text: data.messageTypes.map((type) => words.t(`options.messageTypes.${type}`)).join(', ') }),
};
