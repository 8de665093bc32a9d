import { z } from 'zod';
import { defineNode } from '../defineNode';

/** Ends the flow, also when another flow called it. */
export const endSchema = z.strictObject({
  /** A note for the trace and the reports, for example "booked". */
  reason: z.string().max(80, 'The note has at most 80 characters.').optional().meta({ control: 'text' }),
});
export type EndData = z.infer<typeof endSchema>;

export const endDefinition = defineNode({
  type: 'end',
  kind: 'branch',
  icon: 'circle-x',
  schema: endSchema,
  defaults: () => ({}),
  ports: () => [],
});
