import type { EffectBody, LineMessage, NodeRunner } from '@chatloom/engine';
import type { MessageFields } from '../fields/messageFields';
import type { BuildContext } from './buildContext';
import { dressMessage } from './dressMessage';
import { leave } from './leave';
import { sendable } from './sendable';

/** Makes the bare LINE message of a node's content; quick replies and sender are added afterwards. */
export type ContentBuilder<Content> = (content: Content, context: BuildContext) => LineMessage;

/** The runner of a message node: send one bubble and go on at once. */
export function messageRunner<Data extends MessageFields>(build: ContentBuilder<Data>): NodeRunner<Data> {
  return {
    enter(data, context) {
      const messages = sendable([dressMessage(build(data, context), data, context)], context);
      return leave('next', sendReply(messages, data.ifTooLate));
    },
  };
}

/** The effect that sends bubbles as a free reply, or nothing when there is nothing to send. */
export function sendReply(messages: LineMessage[], ifTooLate: 'drop' | 'push'): EffectBody[] {
  return messages.length === 0 ? [] : [{ type: 'sendMessages', messages, delivery: { by: 'reply', otherwise: ifTooLate } }];
}
