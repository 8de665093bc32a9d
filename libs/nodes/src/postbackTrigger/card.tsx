import { IconClick } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { PostbackTriggerData } from './definition';

export const postbackTriggerEditor: NodeEditor<PostbackTriggerData> = {
  icon: IconClick,
  preview: (data) => ({ text: data.data }),
};
