import { IconArrowsSplit2 } from '@tabler/icons-react';
import { sayCondition } from '../cards/sayCondition';
import type { NodeEditor } from '../nodeEditor';
import type { ConditionData } from './definition';

export const conditionEditor: NodeEditor<ConditionData> = {
  icon: IconArrowsSplit2,
  preview: (data, words) => ({ text: sayCondition(data, words) }),
};
