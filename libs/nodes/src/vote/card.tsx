import { IconChartBar } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { VoteData } from './definition';

export const voteEditor: NodeEditor<VoteData> = {
  icon: IconChartBar,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
