import { IconNumber123 } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskNumberData } from './definition';

export const askNumberEditor: NodeEditor<AskNumberData> = {
  icon: IconNumber123,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
