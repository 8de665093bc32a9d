import { IconChecks } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { MarkAsReadData } from './definition';

export const markAsReadEditor: NodeEditor<MarkAsReadData> = {
  icon: IconChecks,
  preview: () => ({}),
};
