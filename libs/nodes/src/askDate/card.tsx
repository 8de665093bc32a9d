import { IconCalendarQuestion } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskDateData } from './definition';

export const askDateEditor: NodeEditor<AskDateData> = {
  icon: IconCalendarQuestion,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
