import { childOf, textOf, type Loose } from './loose';

/**
 * What a tap on a button means for the phone itself. Sending is the server's part; some actions first ask the person
 * for something (a date, a picture, a place), and some never reach the bot (a link, the clipboard).
 */
export type TapPlan =
  | { do: 'send'; fillIn?: string; input?: InputOption }
  | { do: 'pickDate'; mode: DateMode; initial?: string; min?: string; max?: string }
  | { do: 'showLink'; address: string }
  | { do: 'copy'; text: string }
  | { do: 'sendImage'; from: 'camera' | 'album' }
  | { do: 'sendLocation' }
  /** An action of a kind this phone does not know: said so instead of guessed. */
  | { do: 'explain'; type: string };

/** What a postback does to the lower part of the chat (FACTS §7 "Actions"). */
export type InputOption = 'closeRichMenu' | 'openRichMenu' | 'openKeyboard' | 'openVoice';
const INPUT_OPTIONS: readonly string[] = ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'];

export type DateMode = 'date' | 'time' | 'datetime';

/** Decides what a tap does (FACTS §7 "Actions"). LINE on a computer prefers the desktop address of a link. */
export function planTap(action: Loose, isDesktop = false): TapPlan {
  const type = textOf(action, 'type') ?? '';
  switch (type) {
    case 'postback': {
      const option = textOf(action, 'inputOption');
      const input = option !== undefined && INPUT_OPTIONS.includes(option) ? (option as InputOption) : undefined;
      const fillIn = input === 'openKeyboard' ? textOf(action, 'fillInText') : undefined;
      return { do: 'send', ...(input === undefined ? {} : { input }), ...(fillIn === undefined ? {} : { fillIn }) };
    }
    case 'message':
    case 'richmenuswitch':
      return { do: 'send' };
    case 'datetimepicker': {
      const mode = textOf(action, 'mode');
      const known: DateMode = mode === 'time' || mode === 'datetime' ? mode : 'date';
      const plan: TapPlan = { do: 'pickDate', mode: known };
      for (const field of ['initial', 'min', 'max'] as const) {
        const moment = momentOf(textOf(action, field), known);
        if (moment !== undefined) plan[field] = moment;
      }
      return plan;
    }
    case 'uri': {
      const desktop = textOf(childOf(action, 'altUri') ?? {}, 'desktop');
      const uri = textOf(action, 'uri');
      return { do: 'showLink', address: (isDesktop ? (desktop ?? uri) : (uri ?? desktop)) ?? '' };
    }
    case 'clipboard':
      return { do: 'copy', text: textOf(action, 'clipboardText') ?? '' };
    case 'camera':
      return { do: 'sendImage', from: 'camera' };
    case 'cameraRoll':
      return { do: 'sendImage', from: 'album' };
    case 'location':
      return { do: 'sendLocation' };
    default:
      return { do: 'explain', type };
  }
}

const SHAPES: Record<DateMode, RegExp> = { date: /^\d{4}-\d{2}-\d{2}$/, time: /^\d{2}:\d{2}$/, datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/ };

/** LINE also writes the `T` of a datetime in lower case; an input element takes only the upper one. */
function momentOf(value: string | undefined, mode: DateMode): string | undefined {
  const moment = value?.replace('t', 'T');
  return moment !== undefined && SHAPES[mode].test(moment) ? moment : undefined;
}

/** Whether a picked moment lies within what the button allows; moments of one mode compare as text. */
export function momentFits(moment: string, mode: DateMode, min?: string, max?: string): boolean {
  return SHAPES[mode].test(moment) && (min === undefined || moment >= min) && (max === undefined || moment <= max);
}

/** `postback.params` of a picked moment (FACTS §5): named like the mode. */
export function momentParams(moment: string, mode: DateMode): Record<string, string> {
  return { [mode]: moment };
}

/** Quick replies that stay until their data is really sent; the others vanish with the tap (FACTS §7 "life cycle"). */
export function vanishesOnTap(action: Loose): boolean {
  return !['camera', 'cameraRoll', 'datetimepicker', 'location'].includes(textOf(action, 'type') ?? '');
}
