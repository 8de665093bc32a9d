import { IconChartBar } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ShowPollData } from './definition';

export const showPollEditor: NodeEditor<ShowPollData> = {
  icon: IconChartBar,
  preview: (data, words) => ({ text: data.pollId && words.thingName('poll', data.pollId) }),
};
