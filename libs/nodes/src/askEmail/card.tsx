import { IconMail } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskEmailData } from './definition';

export const askEmailEditor: NodeEditor<AskEmailData> = {
  icon: IconMail,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
