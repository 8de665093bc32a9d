import { IconTagOff } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { RemoveTagData } from './definition';

export const removeTagEditor: NodeEditor<RemoveTagData> = {
  icon: IconTagOff,
  preview: (data) => ({ text: data.tag }),
};
