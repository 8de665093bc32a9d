import { PATTERN_MAX_STEPS, PATTERN_MAX_UTF16 } from '@chatloom/flow';
import { RE2JS } from 're2js';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { placeDefaults, placeFields } from '../fields/placeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';
import { foldText } from '../shared/foldText';

const KEYWORDS_PER_TRIGGER = 1000;

/** Why a pattern cannot be used, or nothing. Judged as the engine judges it, which would not run it. */
export function patternProblem(pattern: string): { code: 'patternInvalid'; reason: string } | { code: 'patternTooComplicated'; steps: number } | undefined {
  try {
    const steps = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).programSize();
    return steps > PATTERN_MAX_STEPS ? { code: 'patternTooComplicated', steps } : undefined;
  } catch (error) {
    // The engine adds its own mark for "any case"; nobody wrote it.
    return { code: 'patternInvalid', reason: (error instanceof Error ? error.message : String(error)).replace('(?i)', '') };
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
      const problem = patternProblem(rule.text);
      if (problem?.code === 'patternInvalid') {
        const { code, reason } = problem;
        context.addIssue({ code: 'custom', path: ['text'], message: `The pattern "${rule.text}" cannot be used: ${reason}.`, params: { code, pattern: rule.text, reason } });
      } else if (problem) {
        const { code, steps } = problem;
        const message = `The pattern is too complicated: it makes ${steps} steps, at most ${PATTERN_MAX_STEPS} are allowed.`;
        context.addIssue({ code: 'custom', path: ['text'], message, params: { code, steps, max: PATTERN_MAX_STEPS } });
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
