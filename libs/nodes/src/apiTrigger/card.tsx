import { IconApi } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ApiTriggerData } from './definition';

export const apiTriggerEditor: NodeEditor<ApiTriggerData> = {
  icon: IconApi,
  preview: (data) => ({ text: data.key }),
};
