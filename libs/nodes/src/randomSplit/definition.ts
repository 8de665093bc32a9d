import { z } from 'zod';
import { defineNode } from '../defineNode';
import { choiceIdSchema, refuseDoubleIds } from '../fields/portIds';

const BRANCHES_MAX = 10;

/** Sends people by chance into one of several branches, in proportion to their weights. */
export const randomSplitSchema = z.strictObject({
  branches: z
    .array(
      z.strictObject({
        id: choiceIdSchema,
        label: z.string().max(40, 'A name has at most 40 characters.').optional().meta({ control: 'text' }),
        weight: z
          .int('A weight is a whole number.')
          .min(0, 'A weight is 0 or more.')
          .max(1000, 'A weight is at most 1,000.')
          .meta({ control: 'number', min: 0, max: 1000, step: 1 }),
      }),
    )
    .min(2, 'At least two branches are needed.')
    .max(BRANCHES_MAX, `At most ${BRANCHES_MAX} branches.`)
    .superRefine((branches, context) => refuseDoubleIds(branches.map(({ id }, index) => ({ id, path: [index, 'id'] })), context))
    .refine((branches) => branches.some((branch) => branch.weight > 0), 'At least one weight must be more than 0.')
    .meta({ control: 'weights', minItems: 2, maxItems: BRANCHES_MAX }),
});
export type RandomSplitData = z.infer<typeof randomSplitSchema>;

export const randomSplitDefinition = defineNode({
  type: 'randomSplit',
  kind: 'branch',
  icon: 'dice-5',
  schema: randomSplitSchema,
  defaults: () => ({
    branches: [
      { id: 'a', label: 'A', weight: 50 },
      { id: 'b', label: 'B', weight: 50 },
    ],
  }),
  ports: (data) => (data.branches ?? []).map((branch) => ({ id: branch.id, label: { text: branch.label || branch.id } })),
});
