import { z } from 'zod';
import {
  ACTION_URI_MAX_UTF16,
  CLIPBOARD_TEXT_MAX_UTF16,
  DATETIME_MAX_DATE,
  DATETIME_MIN_DATE,
  FLEX_LABEL_MAX_GRAPHEMES,
  IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES,
  MESSAGE_ACTION_TEXT_MAX_GRAPHEMES,
  POSTBACK_DATA_MAX_UTF16,
  POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES,
  POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES,
  QUICK_REPLY_LABEL_MAX_GRAPHEMES,
  RICH_MENU_ALIAS_MAX_UTF16,
  RICH_MENU_LABEL_MAX_GRAPHEMES,
  TEMPLATE_LABEL_MAX_GRAPHEMES,
} from '../limits';
import { actionUrl, oneOf, SAID, shaped, text } from './leaves';

/** Where a button sits decides its label and which actions there are (FACTS §7 "label by container"). */
export type ActionContainer = 'template' | 'imageCarousel' | 'quickReply' | 'flexButton' | 'flexOther' | 'richMenu';

/** Whether a label is needed, and its limit in grapheme clusters, by container (FACTS §7). */
export const ACTION_LABEL_RULES: Readonly<Record<ActionContainer, { required: boolean; max: number }>> = {
  template: { required: true, max: TEMPLATE_LABEL_MAX_GRAPHEMES },
  imageCarousel: { required: false, max: IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES },
  quickReply: { required: true, max: QUICK_REPLY_LABEL_MAX_GRAPHEMES },
  flexButton: { required: true, max: FLEX_LABEL_MAX_GRAPHEMES },
  flexOther: { required: false, max: FLEX_LABEL_MAX_GRAPHEMES },
  richMenu: { required: false, max: RICH_MENU_LABEL_MAX_GRAPHEMES },
};

/** What a tap on a postback does with the keyboard and the rich menu (FACTS §7 "Actions"). */
export const INPUT_OPTIONS = ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'] as const;

/** The action objects of one container. Unknown fields are let through, as LINE's own additions come unannounced. */
export function actionSchema(container: ActionContainer) {
  const flex = container === 'flexButton' || container === 'flexOther';
  const missing = flex ? SAID.missing : SAID.empty;
  const said = { missing, scheme: flex ? SAID.uriScheme : SAID.uri };
  const { required, max } = ACTION_LABEL_RULES[container];
  const requiredLabel = text(max, 'graphemes', { missing });
  const optionalLabel = text(max, 'graphemes', { min: 0 }).optional();
  // A cast keeps one static type for both: a label may be missing where LINE does not ask for it.
  const label = (required ? requiredLabel : optionalLabel) as typeof optionalLabel;

  const postback = z
    .object({
      type: z.literal('postback'),
      label,
      data: text(POSTBACK_DATA_MAX_UTF16, 'utf16', { missing }),
      displayText: text(POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES, 'graphemes', { min: 0 }).optional(),
      /** Deprecated by LINE; shown and sent as the person's words. */
      text: text(POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES, 'graphemes', { min: 0 }).optional(),
      inputOption: oneOf(INPUT_OPTIONS).optional(),
      fillInText: text(POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES, 'graphemes', { min: 0 }).optional(),
    })
    .superRefine((action, context) => {
      if (action.text !== undefined && (action.displayText !== undefined || container === 'quickReply')) {
        context.addIssue({ code: 'custom', path: ['text'], message: SAID.forbidden });
      }
      if (action.fillInText !== undefined && action.inputOption !== 'openKeyboard') {
        context.addIssue({ code: 'custom', path: ['fillInText'], message: SAID.forbidden });
      }
    });
  const message = z.object({ type: z.literal('message'), label, text: text(MESSAGE_ACTION_TEXT_MAX_GRAPHEMES, 'graphemes', { missing }) });
  const uri = z.object({
    type: z.literal('uri'),
    label,
    uri: actionUrl(said),
    altUri: z.object({ desktop: actionUrl(said, ACTION_URI_MAX_UTF16).optional() }, { error: () => SAID.invalid }).optional(),
  });
  const datetimepicker = z
    .object({
      type: z.literal('datetimepicker'),
      label,
      data: text(POSTBACK_DATA_MAX_UTF16, 'utf16', { missing }),
      mode: oneOf(['date', 'time', 'datetime']),
      initial: z.string({ error: () => SAID.invalid }).optional(),
      max: z.string({ error: () => SAID.invalid }).optional(),
      min: z.string({ error: () => SAID.invalid }).optional(),
    })
    .superRefine((action, context) => {
      const refuse = (field: 'initial' | 'max' | 'min') => context.addIssue({ code: 'custom', path: [field], message: SAID.invalid });
      for (const field of ['initial', 'max', 'min'] as const) {
        const value = action[field];
        if (value !== undefined && !isPickerValue(value, action.mode)) refuse(field);
      }
      const [min, top, initial] = [action.min, action.max, action.initial].map((value) => value?.toUpperCase());
      if (min !== undefined && top !== undefined && top <= min) refuse('max');
      if (initial !== undefined && ((min !== undefined && initial < min) || (top !== undefined && initial > top))) refuse('initial');
    });
  const clipboard = z.object({ type: z.literal('clipboard'), label, clipboardText: text(CLIPBOARD_TEXT_MAX_UTF16, 'utf16', { missing }) });
  const everywhere = [postback, message, uri, datetimepicker, clipboard] as const;
  const error = (issue: { code?: string; input?: unknown }, types: readonly string[]) => {
    if (flex) return issue.input === undefined ? SAID.missing : SAID.invalid;
    return issue.input === undefined || issue.input === null ? SAID.empty : issue.code === 'invalid_union' ? SAID.oneOf(types) : SAID.invalid;
  };
  const open = <T extends string>(type: T) => z.object({ type: z.literal(type), label });
  const inQuickReplies = z.discriminatedUnion('type', [...everywhere, open('camera'), open('cameraRoll'), open('location')], {
    error: (issue) => error(issue, ['postback', 'message', 'uri', 'datetimepicker', 'clipboard', 'camera', 'cameraRoll', 'location']),
  });
  type AnyAction = z.ZodType<z.infer<typeof inQuickReplies>>;
  if (container === 'quickReply') return inQuickReplies as unknown as AnyAction;
  if (container === 'richMenu') {
    const richmenuswitch = z.object({
      type: z.literal('richmenuswitch'),
      label,
      richMenuAliasId: shaped(new RegExp(`^[a-z0-9_-]{1,${RICH_MENU_ALIAS_MAX_UTF16}}$`)),
      data: text(POSTBACK_DATA_MAX_UTF16, 'utf16', { missing }),
    });
    const inRichMenus = z.discriminatedUnion('type', [...everywhere, richmenuswitch], {
      error: (issue) => error(issue, ['postback', 'message', 'uri', 'datetimepicker', 'clipboard', 'richmenuswitch']),
    });
    // Never part of a message, so the type of message actions stays without it.
    return inRichMenus as unknown as AnyAction;
  }
  return z.discriminatedUnion('type', [...everywhere], { error: (issue) => error(issue, ['postback', 'message', 'uri', 'datetimepicker', 'clipboard']) });
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Is the text a date, time or date and time as the picker takes it, within LINE's range? */
export function isPickerValue(value: string, mode: 'date' | 'time' | 'datetime'): boolean {
  if (mode === 'time') return TIME.test(value);
  const [date = '', time, ...more] = mode === 'datetime' ? value.split(/[tT]/) : [value];
  if (more.length > 0 || (mode === 'datetime' && !TIME.test(time ?? ''))) return false;
  if (!DATE.test(date) || date < DATETIME_MIN_DATE || date > DATETIME_MAX_DATE) return false;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}
