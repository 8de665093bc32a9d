import { z } from 'zod';
import { countText, type CountingUnit } from '../counting';
import { urlFault } from '../fields';
import { ACTION_URI_MAX_UTF16, ACTION_URI_SCHEMES, MEDIA_URL_MAX_UTF16 } from '../limits';

/** How strictly addresses of media are taken. */
export interface Strictness {
  /** A simulator channel may load pictures from http and localhost; LINE itself wants HTTPS. */
  lenient: boolean;
}

/** LINE's own words for faults (FACTS §10). */
export const SAID = {
  empty: 'May not be empty',
  missing: 'must be specified',
  invalid: 'invalid property',
  unknownField: 'unknown field',
  uri: 'invalid uri',
  uriScheme: 'invalid uri scheme',
  forbidden: 'Must not be specified',
  length: (min: number, max: number) => `Length must be between ${min} and ${max}`,
  size: (min: number, max: number) => `Size must be between ${min} and ${max}`,
  range: (min: number, max: number) => `Must be between ${min} and ${max}`,
  oneOf: (values: readonly string[]) => `Must be one of the following values: [${values.join(', ')}]`,
};

type Issue = { input?: unknown };
const wrongOr = (missing: string) => (issue: Issue) => (issue.input === undefined || issue.input === null ? missing : SAID.invalid);

/** A required text. `min` 0 lets it be empty. */
export function text(max: number, unit: CountingUnit, options: { min?: 0 | 1; missing?: string } = {}) {
  const { min = 1, missing = SAID.empty } = options;
  return z.string({ error: wrongOr(missing) }).superRefine((value, context) => {
    if (min === 1 && value.trim() === '') context.addIssue({ code: 'custom', message: missing });
    else if (countText(value, unit) > max) context.addIssue({ code: 'custom', message: SAID.length(0, max) });
  });
}

/** A text that must be there, of any length, with a shape. */
export function shaped(shape: RegExp, missing: string = SAID.empty) {
  return z.string({ error: wrongOr(missing) }).superRefine((value, context) => {
    if (value === '') context.addIssue({ code: 'custom', message: missing });
    else if (!shape.test(value)) context.addIssue({ code: 'custom', message: SAID.invalid });
  });
}

/** One of a few words. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, said?: string) {
  return z.enum(values, { error: (issue) => said ?? (issue.input === undefined ? SAID.missing : SAID.oneOf(values)) });
}

/** A number, whole or not, within bounds. */
export function number(min: number, max: number, whole = true) {
  return z.number({ error: wrongOr(SAID.missing) }).superRefine((value, context) => {
    if (whole && !Number.isInteger(value)) context.addIssue({ code: 'custom', message: SAID.invalid });
    else if (value < min || value > max) context.addIssue({ code: 'custom', message: SAID.range(min, max) });
  });
}

export const flag = () => z.boolean({ error: () => SAID.invalid });

/** Where LINE's servers or the app fetch media: HTTPS, at most 2,000 characters. */
export function mediaUrl({ lenient }: Strictness, said: { missing: string; scheme: string } = { missing: SAID.empty, scheme: SAID.uri }) {
  return address(lenient ? ['https', 'http'] : ['https'], MEDIA_URL_MAX_UTF16, said);
}

/** Where a tap leads. */
export function actionUrl(said: { missing: string; scheme: string }, max = ACTION_URI_MAX_UTF16) {
  return address(ACTION_URI_SCHEMES, max, said);
}

function address(schemes: readonly string[], max: number, said: { missing: string; scheme: string }) {
  return z.string({ error: wrongOr(said.missing) }).superRefine((value, context) => {
    const fault = urlFault(value, schemes, max);
    if (!fault) return;
    const message = { missing: said.missing, tooLong: SAID.length(0, max), notAUrl: SAID.uri, scheme: said.scheme }[fault];
    context.addIssue({ code: 'custom', message });
  });
}

/** A list with a number of entries. */
export function list<Item extends z.ZodType>(item: Item, min: number, max: number) {
  return z
    .array(item, { error: wrongOr(min === 0 ? SAID.invalid : SAID.size(min, max)) })
    .refine((entries) => entries.length >= min && entries.length <= max, SAID.size(min, max));
}
