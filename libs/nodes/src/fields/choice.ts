import type { LocalizedText, Port } from '@chatloom/flow';
import {
  CLIPBOARD_TEXT_MAX_UTF16,
  INPUT_OPTIONS,
  LABEL_MAX_GRAPHEMES,
  lengthFault,
  MESSAGE_ACTION_TEXT_MAX_GRAPHEMES,
  POSTBACK_DATA_MAX_UTF16,
  POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES,
  POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES,
} from '@chatloom/messages';
import { z } from 'zod';
import type { FieldHint } from '../fieldHints';
import { designedLength, localizedText } from './localizedText';
import { actionUri, optionalActionUri, optionalMediaUrl } from './mediaUrl';
import { pickDateFields, refusePickerFaults } from './pickDate';
import { choiceIdSchema, refuseDoubleIds } from './portIds';

/**
 * What a tap on a button can do. `continue` follows the choice's own port, `pickDate` does so once a date or time was
 * picked; the others never touch the flow.
 */
export const CHOICE_KINDS = ['continue', 'pickDate', 'uri', 'message', 'phone', 'clipboard', 'postback', 'camera', 'cameraRoll', 'location'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** Buttons of templates cannot open the camera or the map; only quick replies can (FACTS §7 "Actions"). */
export const TEMPLATE_CHOICE_KINDS = CHOICE_KINDS.filter((kind) => kind !== 'camera' && kind !== 'cameraRoll' && kind !== 'location');

type Container = keyof typeof LABEL_MAX_GRAPHEMES;

/** Does a tap on such a button lead to an exit of the step? */
export function leadsOn(kind: string): boolean {
  return kind === 'continue' || kind === 'pickDate';
}

/** What else a tap of ours does: open or close the rich menu, the keyboard (perhaps with words already typed) or voice input. */
const tapFields = {
  afterTap: z
    .enum(['none', ...INPUT_OPTIONS])
    .optional()
    .meta({ control: 'select', options: ['none', ...INPUT_OPTIONS], advanced: true }),
  fillInText: localizedText(POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES, 'graphemes', {
    control: 'textarea',
    optional: true,
    advanced: true,
    showWhen: { field: 'afterTap', is: ['openKeyboard'] },
  }).optional(),
};

const kind = <K extends ChoiceKind>(name: K) => z.literal(name).meta({ control: 'hidden' });

/** The actions that every container takes; `common` are the fields each of them has. */
function actionsEverywhere<Common extends z.core.$ZodLooseShape>(common: Common) {
  return [
    z.strictObject({ ...common, kind: kind('continue'), ...tapFields }),
    z.strictObject({ ...common, kind: kind('pickDate'), pick: z.strictObject(pickDateFields).superRefine(refusePickerFaults) }),
    z.strictObject({ ...common, kind: kind('uri'), uri: actionUri(), desktopUri: optionalActionUri({ advanced: true }) }),
    z.strictObject({ ...common, kind: kind('message'), text: localizedText(MESSAGE_ACTION_TEXT_MAX_GRAPHEMES, 'graphemes') }),
    z.strictObject({
      ...common,
      kind: kind('phone'),
      phone: z
        .string()
        .regex(/^\+?[0-9][0-9 ()-]{2,30}$/, 'A telephone number has digits, spaces, "-" and perhaps a "+" in front.')
        .meta({ control: 'text' }),
    }),
    z.strictObject({ ...common, kind: kind('clipboard'), text: localizedText(CLIPBOARD_TEXT_MAX_UTF16, 'utf16') }),
    z.strictObject({
      ...common,
      kind: kind('postback'),
      data: z
        .string()
        .superRefine((data, context) => {
          const fault = lengthFault(data, POSTBACK_DATA_MAX_UTF16, 'utf16', { length: designedLength(data, 'utf16') });
          if (fault) context.addIssue({ code: 'custom', message: fault.message, params: fault.params });
        })
        .meta({ control: 'text', templates: true, counter: { unit: 'utf16', max: POSTBACK_DATA_MAX_UTF16 } }),
      displayText: localizedText(POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES, 'graphemes', { optional: true }).optional(),
      ...tapFields,
    }),
  ] as const;
}

function commonFields(container: Container) {
  return { id: choiceIdSchema, label: localizedText(LABEL_MAX_GRAPHEMES[container], 'graphemes', { optional: container === 'imageCarousel' }) };
}

const quickReplyCommon = { ...commonFields('quickReply'), iconUrl: optionalMediaUrl({ picture: 'icon', advanced: true }) };

/** A button of buttons, confirm and carousel. */
export const templateChoiceSchema = z.discriminatedUnion('kind', [...actionsEverywhere(commonFields('template'))]);
/** The tap on a picture of an image carousel. */
export const imageCarouselChoiceSchema = z.discriminatedUnion('kind', [...actionsEverywhere(commonFields('imageCarousel'))]);
/** A quick reply. */
export const quickReplySchema = z.discriminatedUnion('kind', [
  ...actionsEverywhere(quickReplyCommon),
  z.strictObject({ ...quickReplyCommon, kind: kind('camera') }),
  z.strictObject({ ...quickReplyCommon, kind: kind('cameraRoll') }),
  z.strictObject({ ...quickReplyCommon, kind: kind('location') }),
]);

export type TemplateChoice = z.infer<typeof templateChoiceSchema>;
export type QuickReply = z.infer<typeof quickReplySchema>;
/** Any button of a message node. */
export type Choice = QuickReply | TemplateChoice;

/** A list of quick replies with unique ids. */
export function quickReplyList(maxItems: number) {
  return choiceList(quickReplySchema, 0, maxItems, { container: 'quickReply', kinds: CHOICE_KINDS });
}

/** A list of template buttons with unique ids. */
export function templateChoiceList(minItems: number, maxItems: number) {
  return choiceList(templateChoiceSchema, minItems, maxItems, { container: 'template', kinds: TEMPLATE_CHOICE_KINDS });
}

function choiceList<Item extends z.ZodType<{ id: string }>>(item: Item, minItems: number, maxItems: number, more: Partial<FieldHint>) {
  return z
    .array(item)
    .min(minItems, minItems === 1 ? 'At least one button is needed.' : `At least ${minItems} buttons are needed.`)
    .max(maxItems, `LINE allows at most ${maxItems} buttons here.`)
    .superRefine((choices, context) => refuseDoubleIds((choices as { id: string }[]).map((choice, index) => ({ id: choice.id, path: [index, 'id'] })), context))
    .meta({ control: 'choices', minItems, maxItems, ...more });
}

/** One port per button that leads on. Also for data that is not valid yet. */
export function choicePorts(choices: readonly { id: string; kind: string; label: LocalizedText }[] | undefined): Port[] {
  return (choices ?? []).filter((choice) => leadsOn(choice.kind)).map((choice) => ({ id: choice.id, label: { text: choice.label } }));
}
