import { IconArrowForward } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { GoToData } from './definition';

export const goToEditor: NodeEditor<GoToData> = {
  icon: IconArrowForward,
  preview: (data, words) => ({ text: data.flowId && words.thingName('flow', data.flowId) }),
};
