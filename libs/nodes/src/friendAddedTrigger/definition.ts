import { z } from 'zod';
import { defineNode } from '../defineNode';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts when somebody adds the account as a friend, or takes it back from the blocked ones. */
export const friendAddedTriggerSchema = z.strictObject({
  /** LINE's own note on `isUnblocked`: not fully reliable (FACTS §5), so `all` is the default. */
  whom: z.enum(['all', 'new', 'unblocked']).default('all').meta({ control: 'select', options: ['all', 'new', 'unblocked'] }),
  ...triggerFields,
});
export type FriendAddedTriggerData = z.infer<typeof friendAddedTriggerSchema>;

export const friendAddedTriggerDefinition = defineNode({
  type: 'friendAddedTrigger',
  kind: 'trigger',
  icon: 'user-plus',
  schema: friendAddedTriggerSchema,
  defaults: () => ({ whom: 'all' as const, ...triggerDefaults }),
  ports: () => triggerPorts,
});
