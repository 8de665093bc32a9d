import type { NodeProblem } from '@chatloom/flow';
import { BUTTONS_ACTIONS, BUTTONS_TEXT_MAX_GRAPHEMES, QUICK_REPLY_ITEMS, QUICK_REPLY_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { designedLength, eachLanguage, localizedText } from '../fields/localizedText';
import { optionalMediaUrl } from '../fields/mediaUrl';
import { choiceIdSchema, refuseDoubleIds } from '../fields/portIds';
import { foldText } from '../shared/foldText';

const answerSchema = z.strictObject({
  id: choiceIdSchema,
  label: localizedText(QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes'),
  /** What is kept as the answer; left empty, the label is. */
  value: z.string().max(300, 'A value has at most 300 characters.').optional().meta({ control: 'text', advanced: true }),
  /** Other words that mean the same when typed. */
  synonyms: z
    .array(z.string().min(1, 'The word is empty.').max(100, 'A word has at most 100 characters.'))
    .max(20, 'At most 20 words.')
    .optional()
    .meta({ control: 'strings', advanced: true }),
  iconUrl: optionalMediaUrl({ picture: 'icon', advanced: true }),
});

/** Asks to choose one of several answers, by tapping or by typing its words. */
export const askChoiceSchema = z.strictObject({
  ...askFields,
  /** `quickReplies` sit over the keyboard and are not on computers; `buttons` stay in the chat. */
  style: z.enum(['quickReplies', 'buttons']).default('quickReplies').meta({ control: 'select', options: ['quickReplies', 'buttons'] }),
  choices: z
    .array(answerSchema)
    .min(1, 'At least one answer is needed.')
    .max(QUICK_REPLY_ITEMS, `LINE allows at most ${QUICK_REPLY_ITEMS} answers.`)
    .superRefine((choices, context) => refuseDoubleIds(choices.map((choice, index) => ({ id: choice.id, path: [index, 'id'] })), context))
    .meta({ control: 'answers', minItems: 1, maxItems: QUICK_REPLY_ITEMS }),
});
export type AskChoiceData = z.infer<typeof askChoiceSchema>;

export const askChoiceDefinition = defineNode({
  type: 'askChoice',
  kind: 'ask',
  icon: 'list-check',
  sends: 'reply',
  waits: 'answer',
  schema: askChoiceSchema,
  defaults: () => ({
    ...askDefaults,
    style: 'quickReplies' as const,
    choices: [
      { id: 'choice1', label: '' },
      { id: 'choice2', label: '' },
    ],
  }),
  ports: (data) =>
    askPorts(
      data,
      (data.choices ?? []).map((choice) => ({ id: choice.id, label: { text: choice.label } })),
    ),
  check: (data) => [...buttonsProblems(data), ...sameWords(data)],
});

function buttonsProblems(data: AskChoiceData): NodeProblem[] {
  const count = data.choices.length;
  if (data.style === 'quickReplies') {
    const max = QUICK_REPLY_ITEMS - (data.skip ? 1 : 0);
    if (count <= max) return [];
    return [nodeProblem('tooManyQuickReplies', 'blocking', ['choices'], `With the skip button there is room for ${max} answers, not ${count}.`, { count, max })];
  }
  const problems: NodeProblem[] = [];
  if (count > BUTTONS_ACTIONS) {
    const sentence = `As buttons LINE allows ${BUTTONS_ACTIONS} answers; there are ${count}. Use quick replies.`;
    problems.push(nodeProblem('tooManyButtons', 'blocking', ['choices'], sentence, { count, max: BUTTONS_ACTIONS }));
  }
  const max = BUTTONS_TEXT_MAX_GRAPHEMES;
  for (const field of ['question', 'reaskText'] as const) {
    for (const { language, text } of eachLanguage(data[field] ?? '')) {
      const length = designedLength(text, 'graphemes');
      if (length <= max) continue;
      const path = [field, ...(language === undefined ? [] : [language])];
      problems.push(nodeProblem('textTooLongForButtons', 'blocking', path, `Above buttons LINE allows ${max} characters; the text has ${length}.`, { length, max }));
    }
  }
  return problems;
}

/** Typed words that two answers share would always choose the first of them. */
function sameWords(data: AskChoiceData): NodeProblem[] {
  const owner = new Map<string, string>();
  return data.choices.flatMap((choice, index) => {
    const words = [...[...eachLanguage(choice.label)].map((each) => each.text), ...(choice.synonyms ?? [])];
    const clash = words.find((word) => {
      const folded = foldText(word);
      const taken = owner.get(folded);
      if (taken === undefined) owner.set(folded, choice.id);
      return folded !== '' && taken !== undefined && taken !== choice.id;
    });
    if (clash === undefined) return [];
    const sentence = `Two answers share the words "${clash}"; whoever types them gets the first.`;
    return [nodeProblem('choiceWordsTwice', 'warning', ['choices', index, 'label'], sentence, { words: clash })];
  });
}
