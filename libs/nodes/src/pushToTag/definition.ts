import type { NodeProblem } from '@chatloom/flow';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { bubbleChoices, bubbleProblems, bubblesField } from '../fields/bubbles';
import { leadsOn } from '../fields/choice';
import { quickRepliesSchema, senderSchema, silentSchema, unitSchema } from '../fields/messageFields';
import { tagName } from '../fields/names';

/**
 * Sends one to five bubbles to every reachable contact with a tag, as pushes. The texts are filled in for each
 * recipient when the outbox sends to them.
 */
export const pushToTagSchema = z.strictObject({
  tag: tagName,
  messages: bubblesField,
  quickReplies: quickRepliesSchema,
  sender: senderSchema,
  silent: silentSchema,
  unit: unitSchema,
});
export type PushToTagData = z.infer<typeof pushToTagSchema>;

export const pushToTagDefinition = defineNode({
  type: 'pushToTag',
  kind: 'push',
  icon: 'speakerphone',
  // The bubbles go to other people; the path of this person sends nothing here.
  schema: pushToTagSchema,
  defaults: () => ({ tag: '', messages: [{ type: 'text' as const, text: '' }], quickReplies: [] }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
  check: (data) => [...bubbleProblems(data.messages, ['messages']), ...cannotContinue(data)],
});

/** The recipients are not inside this flow, so a button that continues it would lead nowhere. */
function cannotContinue(data: PushToTagData): NodeProblem[] {
  const buttons = [
    ...data.messages.flatMap((bubble, index) => bubbleChoices(bubble).map((choice) => ({ ...choice, path: ['messages', index, ...choice.path, 'kind'] }))),
    ...data.quickReplies.map((choice, index) => ({ ...choice, path: ['quickReplies', index, 'kind'] })),
  ];
  return buttons
    .filter(({ kind }) => leadsOn(kind))
    .map(({ id, path }) => {
      const sentence = `The button "${id}" cannot continue this flow, because its recipients are not in it: let it send a keyword.`;
      return nodeProblem('pushToTagCannotContinue', 'blocking', path, sentence, { label: id });
    });
}
