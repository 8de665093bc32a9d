import { IconListCheck } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskChoiceData } from './definition';

export const askChoiceEditor: NodeEditor<AskChoiceData> = {
  icon: IconListCheck,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
