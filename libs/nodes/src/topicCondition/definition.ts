import { z } from 'zod';
import { defineNode } from '../defineNode';
import { topicIdField } from '../fields/names';

/** Does the person subscribe to this topic? */
export const topicConditionSchema = z.strictObject({ topicId: topicIdField });
export type TopicConditionData = z.infer<typeof topicConditionSchema>;

export const topicConditionDefinition = defineNode({
  type: 'topicCondition',
  kind: 'branch',
  icon: 'bell-question',
  schema: topicConditionSchema,
  defaults: () => ({ topicId: '' }),
  ports: () => [{ id: 'yes', label: { key: 'yes' } }, { id: 'no', label: { key: 'no' } }],
});
