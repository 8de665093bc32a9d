import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';

export const runWithdrawConsent: NodeRunner = {
  performs: ['recordConsent'],
  enter(_data, context) {
    const payload = { state: 'no', version: '', text: '', flowId: context.flow.flowId, flowName: context.flow.document.name };
    return leave('next', [{ type: 'custom', name: 'recordConsent', effectId: context.env.newId(), payload, answered: false }]);
  },
};
