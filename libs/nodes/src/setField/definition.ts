import { z } from 'zod';
import { defineNode } from '../defineNode';
import { expressionField, fieldName } from '../fields/names';

/** Writes a field of the contact. */
export const setFieldSchema = z
  .strictObject({
    field: fieldName,
    /** `text`: words with variables; `expression`: the result of an expression; `clear`: the field becomes empty. */
    from: z.enum(['text', 'expression', 'clear']).default('text').meta({ control: 'select', options: ['text', 'expression', 'clear'] }),
    text: z
      .string()
      .max(5000, 'The text has at most 5,000 characters.')
      .optional()
      .meta({ control: 'textarea', templates: true, showWhen: { field: 'from', is: ['text'] } }),
    expression: expressionField.optional().meta({ control: 'expression', showWhen: { field: 'from', is: ['expression'] } }),
    /** What kind of value is kept. A text that is no number is then not written. */
    valueType: z
      .enum(['text', 'number', 'boolean'])
      .default('text')
      .meta({ control: 'select', options: ['text', 'number', 'boolean'], showWhen: { field: 'from', is: ['text'] } }),
  })
  .superRefine((data, context) => {
    if (data.from === 'text' && data.text === undefined) {
      context.addIssue({ code: 'custom', path: ['text'], message: 'The text is missing.', params: { code: 'textMissing', max: 5000, length: 0 } });
    }
    if (data.from === 'expression' && data.expression === undefined) {
      context.addIssue({ code: 'custom', path: ['expression'], message: 'The expression is empty.', params: { code: 'expressionMissing' } });
    }
  });
export type SetFieldData = z.infer<typeof setFieldSchema>;

export const setFieldDefinition = defineNode({
  type: 'setField',
  kind: 'data',
  icon: 'database-edit',
  schema: setFieldSchema,
  defaults: () => ({ field: '', from: 'text' as const, text: '', valueType: 'text' as const }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
