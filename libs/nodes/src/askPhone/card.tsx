import { IconPhone } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskPhoneData } from './definition';

export const askPhoneEditor: NodeEditor<AskPhoneData> = {
  icon: IconPhone,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
