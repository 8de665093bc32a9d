import type { NodeRunner } from '@chatloom/engine';
import { buildBubbles } from '../shared/buildBubbles';
import { leave } from '../shared/leave';
import { sendOptions } from '../shared/sendOptions';
import type { PushToContactData } from './definition';

export const runPushToContact: NodeRunner<PushToContactData> = {
  enter(data, context) {
    const messages = buildBubbles(data.messages, data, context);
    return leave('next', messages.length === 0 ? [] : [{ type: 'sendMessages', messages, delivery: { by: 'push' }, ...sendOptions(data) }]);
  },
};
