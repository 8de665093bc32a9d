import { IconTag } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AddTagData } from './definition';

export const addTagEditor: NodeEditor<AddTagData> = {
  icon: IconTag,
  preview: (data) => ({ text: data.tag }),
};
