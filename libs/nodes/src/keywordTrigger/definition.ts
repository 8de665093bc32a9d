import { RE2JS } from 're2js';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { placeDefaults, placeFields } from '../fields/placeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';
import { foldText } from '../shared/foldText';

/** Longest pattern; re2js runs in linear time, but a huge program is slow to build (RELIABILITY C 4.6). */
export const PATTERN_MAX_UTF16 = 256;
const KEYWORDS_PER_TRIGGER = 1000;

/** Why a pattern cannot be used, or nothing. Checked by the engine that will run it. */
export function patternProblem(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const keywordRuleSchema = z
  .strictObject({
    mode: z.enum(['equals', 'startsWith', 'contains', 'pattern']).meta({ control: 'select', options: ['equals', 'startsWith', 'contains', 'pattern'] }),
    text: z.string().max(PATTERN_MAX_UTF16, `A keyword has at most ${PATTERN_MAX_UTF16} characters.`).meta({ control: 'text' }),
  })
  .superRefine((rule, context) => {
    if (rule.text.trim() === '') {
      context.addIssue({ code: 'custom', path: ['text'], message: 'The keyword is empty.', params: { code: 'keywordMissing' } });
    } else if (rule.mode === 'pattern') {
      const reason = patternProblem(rule.text);
      if (reason) {
        context.addIssue({
          code: 'custom',
          path: ['text'],
          message: `The pattern "${rule.text}" cannot be used: ${reason}.`,
          params: { code: 'patternInvalid', pattern: rule.text, reason },
        });
      }
    }
  });

/** Starts when somebody writes one of these words. Case, width and surrounding spaces do not matter. */
export const keywordTriggerSchema = z.strictObject({
  rules: z
    .array(keywordRuleSchema)
    .min(1, 'At least one keyword is needed.')
    .max(KEYWORDS_PER_TRIGGER, `At most ${KEYWORDS_PER_TRIGGER} keywords.`)
    .meta({ control: 'keywords', minItems: 1, maxItems: KEYWORDS_PER_TRIGGER }),
  ...placeFields('everywhere'),
  ...triggerFields,
});
export type KeywordTriggerData = z.infer<typeof keywordTriggerSchema>;

export const keywordTriggerDefinition = defineNode({
  type: 'keywordTrigger',
  kind: 'trigger',
  icon: 'message-2-search',
  schema: keywordTriggerSchema,
  defaults: () => ({ rules: [{ mode: 'equals' as const, text: '' }], ...placeDefaults('everywhere'), ...triggerDefaults }),
  ports: () => triggerPorts,
  check(data) {
    const seen = new Set<string>();
    return data.rules.flatMap((rule, index) => {
      const key = `${rule.mode} ${rule.mode === 'pattern' ? rule.text : foldText(rule.text)}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [nodeProblem('keywordTwice', 'advice', ['rules', index, 'text'], `The keyword "${rule.text}" is in the list twice.`, { keyword: rule.text })];
    });
  },
});
