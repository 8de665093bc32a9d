import { IconCircleX } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { EndData } from './definition';

export const endEditor: NodeEditor<EndData> = {
  icon: IconCircleX,
  preview: (data) => ({ text: data.reason ?? '' }),
};
