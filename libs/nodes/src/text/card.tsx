import { IconMessage } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { TextData } from './definition';

export const textEditor: NodeEditor<TextData> = {
  icon: IconMessage,
  preview: (data, words) => ({ text: words.say(data.text) }),
  cardText: ['text'],
};
