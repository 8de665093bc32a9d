import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';

/** Asks for a number. */
export const askNumberSchema = z
  .strictObject({
    ...askFields,
    min: z.number().optional().meta({ control: 'number' }),
    max: z.number().optional().meta({ control: 'number' }),
    /** Only whole numbers. */
    integer: z.boolean().default(false).meta({ control: 'switch' }),
  })
  .superRefine((data, context) => {
    if (data.min !== undefined && data.max !== undefined && data.min > data.max) {
      context.addIssue({
        code: 'custom',
        path: ['max'],
        message: 'The largest number is smaller than the smallest.',
        params: { code: 'minAboveMax', min: data.min, max: data.max },
      });
    }
  });
export type AskNumberData = z.infer<typeof askNumberSchema>;

export const askNumberDefinition = defineNode({
  type: 'askNumber',
  kind: 'ask',
  icon: 'number-123',
  sends: 'reply',
  waits: 'answer',
  schema: askNumberSchema,
  defaults: () => ({ ...askDefaults, integer: false }),
  ports: (data) => askPorts(data),
});
