import { z } from 'zod';
import { defineNode } from '../defineNode';
import { topicIdField } from '../fields/names';

/** The person gets nothing more of a topic. */
export const unsubscribeTopicSchema = z.strictObject({ topicId: topicIdField });
export type UnsubscribeTopicData = z.infer<typeof unsubscribeTopicSchema>;

export const unsubscribeTopicDefinition = defineNode({
  type: 'unsubscribeTopic',
  kind: 'data',
  icon: 'bell-off',
  schema: unsubscribeTopicSchema,
  defaults: () => ({ topicId: '' }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
