import { IconArrowLoopRight } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { CallFlowData } from './definition';

export const callFlowEditor: NodeEditor<CallFlowData> = {
  icon: IconArrowLoopRight,
  preview: (data, words) => ({ text: data.flowId && words.thingName('flow', data.flowId) }),
};
