import { z } from 'zod';
import { defineNode } from '../defineNode';
import { flowIdField } from '../fields/names';

/** Goes over to another flow for good. */
export const goToSchema = z.strictObject({ flowId: flowIdField });
export type GoToData = z.infer<typeof goToSchema>;

export const goToDefinition = defineNode({
  type: 'goTo',
  kind: 'branch',
  icon: 'arrow-forward',
  schema: goToSchema,
  defaults: () => ({ flowId: '' }),
  ports: () => [],
});
