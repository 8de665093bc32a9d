import { IconCircleCheck } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ConfirmData } from './definition';

export const confirmEditor: NodeEditor<ConfirmData> = {
  icon: IconCircleCheck,
  preview: (data, words) => ({ text: words.say(data.text) }),
  cardText: ['text'],
};
