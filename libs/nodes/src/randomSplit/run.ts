import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { RandomSplitData } from './definition';

export const runRandomSplit: NodeRunner<RandomSplitData> = {
  enter(data, context) {
    const total = data.branches.reduce((sum, branch) => sum + branch.weight, 0);
    const drawn = context.env.random() * total;
    let reached = 0;
    // A branch of weight 0 is never reached, because `drawn` is always below the sum so far that includes a weight.
    const branch = data.branches.find((each) => (reached += each.weight) > drawn) ?? data.branches.findLast((each) => each.weight > 0)!;
    context.trace('conditionDrawn', { branch: branch.id, weight: branch.weight, total });
    return leave(branch.id);
  },
};
