import type { EffectBody, LineMessage, NodeRunner } from '@chatloom/engine';
import type { MessageFields } from '../fields/messageFields';
import type { BuildContext } from './buildContext';
import { dressMessage } from './dressMessage';
import { leave } from './leave';
import { sendOptions } from './sendOptions';
import { sendable } from './sendable';

/** Makes the bare LINE message of a node's content; quick replies and sender are added afterwards. */
export type ContentBuilder<Content> = (content: Content, context: BuildContext) => LineMessage;

/** The runner of a message node: send one bubble and go on at once. */
export function messageRunner<Data extends MessageFields>(build: ContentBuilder<Data>): NodeRunner<Data> {
  return {
    enter(data, context) {
      const messages = sendable([dressMessage(build(data, context), data, context)], context);
      return leave('next', sendReply(messages, data));
    },
  };
}

/** The effect that sends bubbles as a free reply, or nothing when there is nothing to send. */
export function sendReply(messages: LineMessage[], data: Pick<MessageFields, 'ifTooLate' | 'silent' | 'unit'>): EffectBody[] {
  if (messages.length === 0) return [];
  const { ifTooLate, silent, unit } = data;
  // A reply has no statistics, so without a push the name would only stand in the way of others.
  const options = sendOptions(ifTooLate === 'push' ? { silent, unit } : { silent });
  return [{ type: 'sendMessages', messages, delivery: { by: 'reply', otherwise: ifTooLate }, ...options }];
}
