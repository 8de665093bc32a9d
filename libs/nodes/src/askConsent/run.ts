import type { NodeRunner, RunContext } from '@chatloom/engine';
import { QUICK_REPLY_LABEL_MAX_GRAPHEMES, TEXT_MAX_UTF16 } from '@chatloom/messages';
import { eachLanguage } from '../fields/localizedText';
import { askRunner } from '../shared/askRunner';
import { foldText } from '../shared/foldText';
import { renderFitted } from '../shared/renderFitted';
import type { AskConsentData } from './definition';

const ANSWERS = [
  { port: 'agreed', field: 'agree', state: 'yes' },
  { port: 'refused', field: 'refuse', state: 'no' },
] as const;
type Answer = (typeof ANSWERS)[number];

/** Only a tap or the very words of a button count: nobody agrees by accident. */
export const runAskConsent: NodeRunner<AskConsentData> = {
  performs: ['recordConsent'],
  ...askRunner<AskConsentData>({
    buttons: (data, context) =>
      ANSWERS.map((answer) => {
        const label = labelOf(answer, data, context);
        return { action: { type: 'postback' as const, label, data: context.tapData(answer.port), displayText: label } };
      }).filter(({ action }) => action.label.trim() !== ''),

    read(data, context, by) {
      const answer = by.by === 'tap' ? ANSWERS.find(({ port }) => port === by.port) : by.message.type === 'text' ? chosenByWords(data, context, by.message.text ?? '') : undefined;
      if (!answer) return { is: 'wrong', why: 'notAChoice' };
      const text = renderFitted(context, data.question, TEXT_MAX_UTF16, 'utf16');
      const payload = { state: answer.state, version: data.version, text, flowId: context.flow.flowId, flowName: context.flow.document.name };
      return { is: 'answer', value: answer.state, port: answer.port, effects: [{ type: 'custom', name: 'recordConsent', effectId: context.env.newId(), payload, answered: false }] };
    },
  }),
};

function labelOf({ field }: Answer, data: AskConsentData, context: RunContext): string {
  return renderFitted(context, data[field], QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes');
}

function chosenByWords(data: AskConsentData, context: RunContext, text: string): Answer | undefined {
  const typed = foldText(text);
  if (typed === '') return undefined;
  return (
    ANSWERS.find((answer) => foldText(labelOf(answer, data, context)) === typed) ?? ANSWERS.find(({ field }) => [...eachLanguage(data[field])].some((each) => foldText(each.text) === typed))
  );
}
