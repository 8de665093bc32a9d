import { IconForms } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskTextData } from './definition';

export const askTextEditor: NodeEditor<AskTextData> = {
  icon: IconForms,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
