import type { NodeRunner } from '@chatloom/engine';

export const runLeaveGroup: NodeRunner = {
  enter(_data, context) {
    const { chat } = context.env;
    if (chat !== undefined && chat.kind !== 'user') return { effects: [{ type: 'leaveGroup' }], then: { go: 'end', reason: 'leftGroup' } };
    context.trace('leaveOnlyInGroups');
    return { then: { go: 'end' } };
  },
};
