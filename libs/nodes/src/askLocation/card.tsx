import { IconMapPinQuestion } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskLocationData } from './definition';

export const askLocationEditor: NodeEditor<AskLocationData> = {
  icon: IconMapPinQuestion,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
