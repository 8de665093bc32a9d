import { IconShieldX } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';

export const withdrawConsentEditor: NodeEditor = {
  icon: IconShieldX,
  preview: () => ({}),
};
