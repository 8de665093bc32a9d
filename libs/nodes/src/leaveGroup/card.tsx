import { IconDoorExit } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';

export const leaveGroupEditor: NodeEditor = {
  icon: IconDoorExit,
  preview: () => ({}),
};
