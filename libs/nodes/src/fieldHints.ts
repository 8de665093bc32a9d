import type { Counter } from '@chatloom/messages';
import type { ZodType } from 'zod';

/** Things of a bot that steps name by their id; a field asks for one by the control of the same name. */
export const THING_KINDS = {
  flow: 'id of a flow',
  richMenu: 'id of a rich menu',
  topic: 'id of a topic',
  segment: 'id of a saved segment',
  poll: 'id of a poll',
  bingo: 'id of a bingo game',
  draw: 'id of a draw',
  voucher: 'id of a kind of voucher',
  stampCard: 'id of a stamp card',
} as const;
export type ThingKind = keyof typeof THING_KINDS;

/**
 * The controls a generic form knows. A field says which one it wants by `.meta({ control })`; nested objects
 * without a control are drawn as a group of their own fields.
 */
export const CONTROLS = {
  ...THING_KINDS,
  text: 'one line of text',
  textarea: 'several lines of text',
  number: 'a number; `min`, `max`, `step`, `unitKey`',
  switch: 'yes or no',
  select: 'one of `options`',
  multiSelect: 'several of `options`',
  duration: '{ amount, unit }',
  weekday: 'one ISO weekday, 1 (Monday) to 7',
  weekdays: 'a list of ISO weekdays',
  timeOfDay: 'HH:mm',
  date: 'yyyy-MM-dd',
  dateTime: "yyyy-MM-dd'T'HH:mm in a time zone of its own",
  timeZone: 'IANA zone, empty = the bot’s',
  cron: 'five cron fields with a helper',
  media: 'address of a picture, film or sound, with upload and preview',
  color: '#RRGGBB',
  field: 'name of a contact field',
  tag: 'name of a tag',
  node: 'id of a node of this flow',
  expression: 'an expression, checked as one types',
  conditions: 'groups of rules (`groups` of the condition node)',
  choices: 'list of buttons: label and what a tap does; see `container`, `kinds`',
  answers: 'list of answers of a choice question',
  cases: 'list of cases with an exit each',
  weights: 'list of branches with a weight each',
  columns: 'list of carousel columns',
  areas: 'rectangles on a picture; its address and height are the neighbours `baseUrl` and `pictureHeight`',
  coupon: 'id of a coupon',
  group: 'an object that may be missing, drawn as a group of its fields',
  keywords: 'list of { mode, text }',
  strings: 'list of short texts',
  bubbles: 'list of message contents, 1 to 5',
  sticker: 'package id and sticker id',
  location: 'title, address and a point on a map',
  sender: 'name and picture shown instead of the account’s',
  saveTo: 'where an answer is kept: contact field or answer name',
  json: 'raw JSON with a checker',
  hidden: 'not shown',
} as const;
export type Control = keyof typeof CONTROLS;

/** What `.meta()` of a node data field holds. Labels come from the i18n keys named in `NodeDefinition`. */
export interface FieldHint {
  control: Control;
  /** Draw a counter: LINE's limit and the unit it counts in. */
  counter?: Counter;
  /** The value may be one string or one per language. */
  localized?: boolean;
  /** `{{ path | filter }}` is filled in at run time: offer variables. */
  templates?: boolean;
  /** Values of a select; labels are `options.<field>.<value>`. */
  options?: readonly (string | number)[];
  min?: number;
  max?: number;
  step?: number;
  /** i18n key of a unit written behind a number, e.g. `units.percent`. */
  unitKey?: string;
  /** Behind "More". */
  advanced?: boolean;
  /** Shown only while a sibling field has one of these values. */
  showWhen?: { field: string; is: readonly (string | number | boolean)[] };
  /** Of `choices`: the container decides label limits and which actions there are. */
  container?: 'template' | 'imageCarousel' | 'quickReply';
  kinds?: readonly string[];
  /** Of `media`: a picture may be brought, and this is the size of it that LINE is given (`PICTURE_FORMS`); an imagemap's address has none. */
  picture?: 'fit' | 'full' | 'icon' | 'imagemap';
  /** Of lists: how many entries. */
  minItems?: number;
  maxItems?: number;
}

/**
 * The hint of a field, looked for through `optional`, `default` and the like. `undefined` when the schema has
 * none (then an object is drawn as a group, and anything else as JSON).
 */
export function fieldHint(schema: ZodType): FieldHint | undefined {
  let current: ZodType | undefined = schema;
  for (let depth = 0; current && depth < 8; depth += 1) {
    const meta = current.meta() as FieldHint | undefined;
    if (meta?.control) return meta;
    current = (current as { def?: { innerType?: ZodType; in?: ZodType } }).def?.innerType;
  }
  return undefined;
}
