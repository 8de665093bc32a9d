import type { NodeProblem } from '@chatloom/flow';
import { ALT_TEXT_MAX_UTF16, FLEX_LABEL_MAX_GRAPHEMES, validateMessages } from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { hasVariables, localizedText } from '../fields/localizedText';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { choiceIdSchema } from '../fields/portIds';
import { uniqueChoices } from '../fields/uniqueChoices';
import { continueIds } from './continueIds';

/** An exit of a Flex message: a postback action whose data is `continue:<id>` leads to it. */
const flexChoiceSchema = z.strictObject({
  id: choiceIdSchema,
  /** Shown on the canvas, and in the chat as the person's words. */
  label: localizedText(FLEX_LABEL_MAX_GRAPHEMES, 'graphemes'),
});

/** A Flex message (FACTS §8) as JSON; every text in it may hold variables. */
export const flexContent = {
  altText: localizedText(ALT_TEXT_MAX_UTF16, 'utf16'),
  contents: z.record(z.string(), z.unknown(), { error: 'A bubble or a carousel, as a JSON object, is needed here.' }).superRefine(refuseInvalidFlex).meta({ control: 'json' }),
  choices: z
    .array(flexChoiceSchema)
    .max(40, 'At most 40 exits.')
    .default([])
    .meta({ control: 'choices', container: 'template', kinds: ['continue'], minItems: 0, maxItems: 40 }),
};
export const flexSchema = z.strictObject({ ...flexContent, ...messageFields }).superRefine(uniqueChoices);
export type FlexData = z.infer<typeof flexSchema>;

export const flexDefinition = defineNode({
  type: 'flex',
  kind: 'message',
  icon: 'layout-board',
  sends: 'reply',
  schema: flexSchema,
  defaults: () => ({
    altText: '',
    contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'Hello', wrap: true }] } },
    choices: [],
    ...messageDefaults,
  }),
  ports: (data) => messagePorts((data.choices ?? []).map((choice) => ({ ...choice, kind: 'continue' as const })), data.quickReplies),
  check: (data, context) => [...choiceProblems(data), ...quickRepliesHidden(data, context)],
});

/** Says what LINE would say, except about texts whose variables are not filled in yet. */
function refuseInvalidFlex(contents: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  for (const fault of validateMessages([{ type: 'flex', altText: '-', contents }])) {
    const path = fault.property.split('/').slice(1).filter((part) => part !== '');
    const value = path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), contents);
    if (typeof value === 'string' && hasVariables(value)) continue;
    context.addIssue({
      code: 'custom',
      path: path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      message: `LINE would refuse ${fault.property}: ${fault.message}.`,
      params: { code: 'flexInvalid', reason: fault.message, where: fault.property },
    });
  }
}

function choiceProblems(data: FlexData): NodeProblem[] {
  const used = continueIds(data.contents);
  const declared = new Set(data.choices.map((choice) => choice.id));
  return [
    ...[...used]
      .filter((id) => !declared.has(id))
      .map((id) => nodeProblem('flexChoiceUnknown', 'blocking', ['contents'], `A button leads to "continue:${id}", but there is no exit "${id}".`, { id })),
    ...data.choices.flatMap((choice, index) =>
      used.has(choice.id) ? [] : [nodeProblem('flexChoiceUnused', 'advice', ['choices', index, 'id'], `No button leads to the exit "${choice.id}".`, { id: choice.id })],
    ),
  ];
}
