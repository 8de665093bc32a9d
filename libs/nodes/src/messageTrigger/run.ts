import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { MessageTriggerData } from './definition';

export const runMessageTrigger: NodeRunner<MessageTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'messageReceived') return false;
    const types: readonly string[] = data.messageTypes;
    if (types.includes(input.message.type)) return { specificity: 1 };
    return types.includes('any') ? { specificity: 0 } : false;
  },
};
