import type { RunContext } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, BUTTONS_TEXT_MAX_GRAPHEMES, fitText, QUICK_REPLY_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { eachLanguage } from '../fields/localizedText';
import { askRunner } from '../shared/askRunner';
import { foldText } from '../shared/foldText';
import { renderFitted } from '../shared/renderFitted';
import type { AskChoiceData } from './definition';

type Answer = AskChoiceData['choices'][number];

export const runAskChoice = askRunner<AskChoiceData>({
  buttons(data, context) {
    if (data.style !== 'quickReplies') return [];
    return shown(data, context).map((choice) => ({ action: action(choice, context), imageUrl: context.render(choice.iconUrl).trim() }));
  },

  bubble(data, context, text) {
    if (data.style !== 'buttons') return { type: 'text', text };
    return {
      type: 'template',
      altText: fitText(text, ALT_TEXT_MAX_UTF16, 'utf16'),
      template: {
        type: 'buttons',
        text: fitText(text, BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes'),
        actions: shown(data, context).map((choice) => action(choice, context)),
      },
    };
  },

  read(data, context, by) {
    let choice: Answer | undefined;
    if (by.by === 'tap') choice = data.choices.find((each) => each.id === by.port);
    else if (by.message.type === 'text') choice = chosenByWords(data, context, by.message.text ?? '');
    else return { is: 'wrong', why: 'notText' };
    if (!choice) return { is: 'wrong', why: 'notAChoice' };
    return { is: 'answer', value: choice.value || label(choice, context), port: choice.id };
  },
});

/** Answers whose words did not come out empty: LINE refuses a button without a label. */
function shown(data: AskChoiceData, context: RunContext): Answer[] {
  return data.choices.filter((choice) => {
    if (label(choice, context).trim() !== '') return true;
    context.trace('choiceLeftOut', { choice: choice.id });
    return false;
  });
}

function label(choice: Answer, context: RunContext): string {
  return renderFitted(context, choice.label, QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes');
}

function action(choice: Answer, context: RunContext) {
  const words = label(choice, context);
  return { type: 'postback', label: words, data: context.tapData(choice.id), displayText: words };
}

/** Typed words choose an answer when they are its label (in any language), its value or a synonym, folded. */
function chosenByWords(data: AskChoiceData, context: RunContext, text: string): Answer | undefined {
  const typed = foldText(text);
  if (typed === '') return undefined;
  return (
    data.choices.find((choice) => foldText(label(choice, context)) === typed) ??
    data.choices.find((choice) => [...eachLanguage(choice.label)].some((each) => foldText(each.text) === typed)) ??
    data.choices.find((choice) => [choice.value ?? '', ...(choice.synonyms ?? [])].some((word) => foldText(word) === typed))
  );
}
