import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { bubbleChoices, bubbleProblems, bubblesField } from '../fields/bubbles';
import { choicePorts } from '../fields/choice';
import { messagePorts, quickRepliesSchema, senderSchema, silentSchema, unitSchema } from '../fields/messageFields';
import { refuseDoubleIds } from '../fields/portIds';

/** Sends one to five bubbles to this contact as a push: it always arrives, and counts against the quota (FACTS §11). */
export const pushToContactSchema = z
  .strictObject({ messages: bubblesField, quickReplies: quickRepliesSchema, sender: senderSchema, silent: silentSchema, unit: unitSchema })
  .superRefine((data, context) => {
    refuseDoubleIds(
      [
        ...data.messages.flatMap((bubble, index) => bubbleChoices(bubble).map(({ id, path }) => ({ id, path: ['messages', index, ...path, 'id'] }))),
        ...data.quickReplies.map(({ id }, index) => ({ id, path: ['quickReplies', index, 'id'] })),
      ],
      context,
    );
  });
export type PushToContactData = z.infer<typeof pushToContactSchema>;

export const pushToContactDefinition = defineNode({
  type: 'pushToContact',
  kind: 'push',
  icon: 'send',
  sends: 'push',
  schema: pushToContactSchema,
  defaults: () => ({ messages: [{ type: 'text' as const, text: '' }], quickReplies: [] }),
  ports: (data) => [...choicePorts((data.messages ?? []).flatMap(bubbleChoices)), ...messagePorts(data.quickReplies)],
  check: (data, context) => [...bubbleProblems(data.messages, ['messages']), ...quickRepliesHidden(data, context)],
});
