import { IconPhotoQuestion } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskImageData } from './definition';

export const askImageEditor: NodeEditor<AskImageData> = {
  icon: IconPhotoQuestion,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
