import { IconPencilStar } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { FieldChangedTriggerData } from './definition';

export const fieldChangedTriggerEditor: NodeEditor<FieldChangedTriggerData> = {
  icon: IconPencilStar,
  preview: (data) => ({ text: data.value ? `${data.field} = ${data.value}` : data.field }),
};
