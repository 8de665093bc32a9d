import { IconLayoutList } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ButtonsData } from './definition';

export const buttonsEditor: NodeEditor<ButtonsData> = {
  icon: IconLayoutList,
  preview: (data, words) => ({ text: [words.say(data.title), words.say(data.text)].filter(Boolean).join('\n'), ...(data.imageUrl ? { picture: data.imageUrl } : {}) }),
  cardText: ['text'],
};
