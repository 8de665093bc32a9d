import type { NodeProblem } from '@chatloom/flow';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { expressionField } from '../fields/names';
import { choiceIdSchema, refuseDoubleIds } from '../fields/portIds';
import { foldText } from '../shared/foldText';

const CASES_MAX = 40;

/** Goes on by the first case whose value fits, else by `else`. */
export const switchSchema = z
  .strictObject({
    /** `text`: words with variables; `expression`: the result of an expression. */
    from: z.enum(['text', 'expression']).default('text').meta({ control: 'select', options: ['text', 'expression'] }),
    text: z
      .string()
      .max(1000, 'The text has at most 1,000 characters.')
      .optional()
      .meta({ control: 'text', templates: true, showWhen: { field: 'from', is: ['text'] } }),
    expression: expressionField.optional().meta({ control: 'expression', showWhen: { field: 'from', is: ['expression'] } }),
    cases: z
      .array(
        z.strictObject({
          id: choiceIdSchema,
          label: z.string().max(40, 'A name has at most 40 characters.').optional().meta({ control: 'text' }),
          values: z
            .array(z.string().max(300, 'A value has at most 300 characters.'))
            .min(1, 'A case needs at least one value.')
            .max(50, 'At most 50 values.')
            .meta({ control: 'strings' }),
        }),
      )
      .min(1, 'At least one case is needed.')
      .max(CASES_MAX, `At most ${CASES_MAX} cases.`)
      .superRefine((cases, context) => refuseDoubleIds(cases.map(({ id }, index) => ({ id, path: [index, 'id'] })), context))
      .meta({ control: 'cases', minItems: 1, maxItems: CASES_MAX }),
  })
  .superRefine((data, context) => {
    if (data.from === 'text' && !data.text?.trim()) {
      context.addIssue({ code: 'custom', path: ['text'], message: 'The text is empty.', params: { code: 'textMissing', max: 1000, length: 0 } });
    }
    if (data.from === 'expression' && data.expression === undefined) {
      context.addIssue({ code: 'custom', path: ['expression'], message: 'The expression is empty.', params: { code: 'expressionMissing' } });
    }
    data.cases.forEach((each, index) => {
      if (each.values.some((value) => value.trim() !== '')) return;
      context.addIssue({ code: 'custom', path: ['cases', index, 'values'], message: 'The case has no value.', params: { code: 'caseMissing' } });
    });
  });
export type SwitchData = z.infer<typeof switchSchema>;

export const switchDefinition = defineNode({
  type: 'switch',
  kind: 'branch',
  icon: 'arrows-split',
  schema: switchSchema,
  defaults: () => ({ from: 'text' as const, text: '', cases: [{ id: 'case1', values: [''] }] }),
  ports: (data) => [
    ...(data.cases ?? []).map((each) => ({ id: each.id, label: { text: each.label || each.values?.[0] || each.id } })),
    { id: 'else', label: { key: 'else' } },
  ],
  check: (data) => sameValues(data),
});

function sameValues(data: SwitchData): NodeProblem[] {
  const seen = new Set<string>();
  return data.cases.flatMap((each, index) =>
    each.values.flatMap((value, valueIndex) => {
      const folded = foldText(value);
      if (folded === '' || !seen.has(folded)) {
        seen.add(folded);
        return [];
      }
      const sentence = `The value "${value}" is in the list twice; the first case takes it.`;
      return [nodeProblem('caseTwice', 'warning', ['cases', index, 'values', valueIndex], sentence, { value })];
    }),
  );
}
