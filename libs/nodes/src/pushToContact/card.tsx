import { IconSend } from '@tabler/icons-react';
import { sayBubbles } from '../cards/sayBubbles';
import type { NodeEditor } from '../nodeEditor';
import type { PushToContactData } from './definition';

export const pushToContactEditor: NodeEditor<PushToContactData> = {
  icon: IconSend,
  preview: (data, words) => sayBubbles(data.messages, words),
};
