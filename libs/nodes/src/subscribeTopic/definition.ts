import { z } from 'zod';
import { defineNode } from '../defineNode';
import { topicIdField } from '../fields/names';

/** The person subscribes to a topic; again has no effect. */
export const subscribeTopicSchema = z.strictObject({ topicId: topicIdField });
export type SubscribeTopicData = z.infer<typeof subscribeTopicSchema>;

export const subscribeTopicDefinition = defineNode({
  type: 'subscribeTopic',
  kind: 'data',
  icon: 'bell-plus',
  schema: subscribeTopicSchema,
  defaults: () => ({ topicId: '' }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
