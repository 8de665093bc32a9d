import { IconTagStarred } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { TagAddedTriggerData } from './definition';

export const tagAddedTriggerEditor: NodeEditor<TagAddedTriggerData> = {
  icon: IconTagStarred,
  preview: (data) => ({ text: data.tag }),
};
