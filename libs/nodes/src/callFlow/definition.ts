import { z } from 'zod';
import { defineNode } from '../defineNode';
import { flowIdField } from '../fields/names';

/** Runs another flow and comes back when it ends. */
export const callFlowSchema = z.strictObject({ flowId: flowIdField });
export type CallFlowData = z.infer<typeof callFlowSchema>;

export const callFlowDefinition = defineNode({
  type: 'callFlow',
  kind: 'branch',
  icon: 'arrow-loop-right',
  schema: callFlowSchema,
  defaults: () => ({ flowId: '' }),
  ports: () => [{ id: 'returned', label: { key: 'returned' } }],
});
