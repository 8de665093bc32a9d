import {
  ACTION_URI_MAX_UTF16,
  ACTION_URI_SCHEMES,
  CLIPBOARD_TEXT_MAX_UTF16,
  LABEL_MAX_GRAPHEMES,
  MESSAGE_ACTION_TEXT_MAX_GRAPHEMES,
  POSTBACK_DATA_MAX_UTF16,
  POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES,
  POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES,
  urlFault,
} from '@chatloom/messages';
import type { BuildContext } from './buildContext';
import type { Choice } from '../fields/choice';
import { pickerLimits } from './pickerBounds';
import { renderFitted } from './renderFitted';

/** A LINE action object. */
export type LineAction = { type: string; [field: string]: unknown };

/** The LINE action a choice stands for, in the container whose label limit applies. */
export function lineAction(choice: Choice, container: keyof typeof LABEL_MAX_GRAPHEMES, context: BuildContext): LineAction {
  const label = renderFitted(context, choice.label, LABEL_MAX_GRAPHEMES[container], 'graphemes');
  const labelled = label === '' ? {} : { label };
  switch (choice.kind) {
    case 'continue':
      // The label shows up as the person's own bubble, so the chat reads like a conversation.
      return { type: 'postback', ...labelled, data: context.tapData(choice.id), ...(label === '' ? {} : { displayText: label }), ...afterTap(choice, context) };
    case 'pickDate':
      return {
        type: 'datetimepicker',
        ...labelled,
        data: context.tapData(choice.id),
        mode: choice.pick.mode,
        ...(context.env ? pickerLimits(choice.pick, context.env.now, context.env.bot.timeZone) : {}),
      };
    case 'uri': {
      const desktop = context.render(choice.desktopUri).trim();
      // A wrong second address is left out: the first one works everywhere.
      const altUri = urlFault(desktop, ACTION_URI_SCHEMES, ACTION_URI_MAX_UTF16) === undefined ? { altUri: { desktop } } : {};
      return { type: 'uri', ...labelled, uri: context.render(choice.uri).trim(), ...altUri };
    }
    case 'message':
      return { type: 'message', ...labelled, text: renderFitted(context, choice.text, MESSAGE_ACTION_TEXT_MAX_GRAPHEMES, 'graphemes') };
    case 'phone':
      return { type: 'uri', ...labelled, uri: `tel:${choice.phone.replace(/[ ()-]/g, '')}` };
    case 'clipboard':
      return { type: 'clipboard', ...labelled, clipboardText: renderFitted(context, choice.text, CLIPBOARD_TEXT_MAX_UTF16, 'utf16') };
    case 'postback': {
      const displayText = renderFitted(context, choice.displayText, POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES, 'graphemes');
      return {
        type: 'postback',
        ...labelled,
        data: renderFitted(context, choice.data, POSTBACK_DATA_MAX_UTF16, 'utf16'),
        ...(displayText === '' ? {} : { displayText }),
        ...afterTap(choice, context),
      };
    }
    case 'camera':
    case 'cameraRoll':
    case 'location':
      return { type: choice.kind, ...labelled };
  }
}

/** LINE takes words for the keyboard only together with the keyboard (FACTS §7 "Actions"). */
function afterTap(choice: Extract<Choice, { kind: 'continue' | 'postback' }>, context: BuildContext) {
  if (!choice.afterTap || choice.afterTap === 'none') return {};
  if (choice.afterTap !== 'openKeyboard') return { inputOption: choice.afterTap };
  const fillInText = renderFitted(context, choice.fillInText, POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES, 'graphemes');
  return { inputOption: choice.afterTap, ...(fillInText === '' ? {} : { fillInText }) };
}

/**
 * The actions of a list of choices. A button whose words or address came out empty or wrong is left out with a trace
 * line, because LINE would refuse the whole message for it.
 */
export function lineActions(choices: readonly Choice[], container: 'template' | 'quickReply', context: BuildContext): LineAction[] {
  return choices.flatMap((choice) => {
    const action = lineAction(choice, container, context);
    if (isUsable(action)) return [action];
    context.trace('choiceLeftOut', { choice: choice.id });
    return [];
  });
}

function isUsable(action: LineAction): boolean {
  if (typeof action.label !== 'string' || action.label.trim() === '') return false;
  if (action.type === 'uri') return urlFault(String(action.uri), ACTION_URI_SCHEMES, ACTION_URI_MAX_UTF16) === undefined;
  return [action.text, action.data, action.clipboardText].every((words) => words === undefined || String(words).trim() !== '');
}
