import { IconDice5 } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { RandomSplitData } from './definition';

export const randomSplitEditor: NodeEditor<RandomSplitData> = {
  icon: IconDice5,
  preview: (data) => {
    const total = data.branches.reduce((sum, branch) => sum + branch.weight, 0);
    return { text: data.branches.map((branch) => `${branch.label || branch.id} ${total > 0 ? Math.round((100 * branch.weight) / total) : 0} %`).join(' · ') };
  },
};
