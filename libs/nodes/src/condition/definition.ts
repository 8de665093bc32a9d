import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { expressionField, fieldName, nameSchema, tagName } from '../fields/names';
import { timeOfDay, weekdaysField } from '../fields/timeFields';

/** How a value is compared; the last two need no second value. Words are compared without regard to case and width. */
export const OPERATORS = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'startsWith',
  'oneOf',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'isSet',
  'isEmpty',
] as const;
export type Operator = (typeof OPERATORS)[number];

const comparison = {
  op: z.enum(OPERATORS).meta({ control: 'select', options: OPERATORS }),
  /** What it is compared with: words with variables; for `oneOf` one value a line. */
  value: z.string().max(5000, 'The value has at most 5,000 characters.').default('').meta({ control: 'text', templates: true }),
};
const rule = <K extends string>(kind: K) => z.literal(kind).meta({ control: 'hidden' });

export const conditionRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: rule('field'), field: fieldName, ...comparison }),
  z.strictObject({ kind: rule('answer'), name: nameSchema.meta({ control: 'text' }), ...comparison }),
  z.strictObject({ kind: rule('lastAnswer'), ...comparison }),
  z.strictObject({ kind: rule('tag'), tag: tagName, has: z.boolean().default(true).meta({ control: 'switch' }) }),
  /** From `from` (included) to `to` (not included); over midnight when `to` is earlier. */
  z.strictObject({ kind: rule('timeOfDay'), from: timeOfDay, to: timeOfDay }),
  z.strictObject({ kind: rule('weekday'), days: weekdaysField }),
  z.strictObject({ kind: rule('businessHours'), open: z.boolean().default(true).meta({ control: 'switch' }) }),
  z.strictObject({ kind: rule('friend'), is: z.boolean().default(true).meta({ control: 'switch' }) }),
  /** The contact's language; `zh` also fits `zh-TW`. */
  z.strictObject({ kind: rule('language'), is: z.string().min(2, 'Choose a language.').max(16).meta({ control: 'text' }) }),
  z.strictObject({ kind: rule('expression'), expression: expressionField }),
]);
export type ConditionRule = z.infer<typeof conditionRuleSchema>;

const matchField = z.enum(['all', 'any']).default('all').meta({ control: 'select', options: ['all', 'any'] });

/** Two exits, `yes` and `no`, decided by groups of rules. */
export const conditionSchema = z.strictObject({
  /** Must all groups be true, or is one enough? */
  match: matchField,
  groups: z
    .array(
      z.strictObject({
        match: matchField,
        rules: z.array(conditionRuleSchema).min(1, 'A group needs at least one rule.').max(20, 'At most 20 rules in a group.'),
      }),
    )
    .min(1, 'At least one group of rules is needed.')
    .max(10, 'At most 10 groups.')
    .meta({ control: 'conditions' }),
});
export type ConditionData = z.infer<typeof conditionSchema>;

export const conditionDefinition = defineNode({
  type: 'condition',
  kind: 'branch',
  icon: 'arrows-split-2',
  schema: conditionSchema,
  defaults: () => ({
    match: 'all' as const,
    groups: [{ match: 'all' as const, rules: [{ kind: 'field' as const, field: '', op: 'equals' as const, value: '' }] }],
  }),
  ports: () => [
    { id: 'yes', label: { key: 'yes' } },
    { id: 'no', label: { key: 'no' } },
  ],
  check: (data) =>
    data.groups.flatMap((group, groupIndex) =>
      group.rules.flatMap((each, ruleIndex) => {
        const path = ['groups', groupIndex, 'rules', ruleIndex];
        if ('op' in each && !['isSet', 'isEmpty'].includes(each.op) && each.value === '') {
          return [nodeProblem('compareValueMissing', 'warning', [...path, 'value'], 'There is nothing to compare with.')];
        }
        if (each.kind === 'timeOfDay' && each.from === each.to) {
          const { from, to } = each;
          return [nodeProblem('timeRangeEmpty', 'warning', [...path, 'to'], `From ${from} to ${to} is no time at all.`, { from, to })];
        }
        return [];
      }),
    ),
});
