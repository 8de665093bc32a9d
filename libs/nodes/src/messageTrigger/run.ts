import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { MessageTriggerData } from './definition';

export const runMessageTrigger: NodeRunner<MessageTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'messageReceived') return false;
    const types: readonly string[] = data.messageTypes;
    // Below every keyword, but a chosen type beats `any`.
    if (types.includes(input.message.type)) return { specificity: SPECIFICITY.any + 1 };
    return types.includes('any') ? { specificity: SPECIFICITY.any } : false;
  },
};
