import { IconClockHour4 } from '@tabler/icons-react';
import { sayDelay } from '../cards/sayDelay';
import type { NodeEditor } from '../nodeEditor';
import type { DelayData } from './definition';

export const delayEditor: NodeEditor<DelayData> = {
  icon: IconClockHour4,
  preview: (data, words) => ({ text: sayDelay(data, words) }),
};
