import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';

/** Asks for any text. */
export const askTextSchema = z
  .strictObject({
    ...askFields,
    /** In characters as a person counts them. */
    minLength: z.int().min(1).max(5000).optional().meta({ control: 'number', min: 1, max: 5000, step: 1, advanced: true }),
    maxLength: z.int().min(1).max(5000).optional().meta({ control: 'number', min: 1, max: 5000, step: 1, advanced: true }),
  })
  .superRefine((data, context) => {
    if (data.minLength !== undefined && data.maxLength !== undefined && data.minLength > data.maxLength) {
      context.addIssue({
        code: 'custom',
        path: ['maxLength'],
        message: 'The longest answer is shorter than the shortest.',
        params: { code: 'minAboveMax', min: data.minLength, max: data.maxLength },
      });
    }
  });
export type AskTextData = z.infer<typeof askTextSchema>;

export const askTextDefinition = defineNode({
  type: 'askText',
  kind: 'ask',
  icon: 'forms',
  sends: 'reply',
  waits: 'answer',
  schema: askTextSchema,
  defaults: () => ({ ...askDefaults }),
  ports: (data) => askPorts(data),
});
