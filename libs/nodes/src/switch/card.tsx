import { IconArrowsSplit } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SwitchData } from './definition';

export const switchEditor: NodeEditor<SwitchData> = {
  icon: IconArrowsSplit,
  preview: (data) => ({ text: (data.from === 'expression' ? data.expression : data.text) ?? '' }),
};
