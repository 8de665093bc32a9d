import { DateTime } from 'luxon';
import type { Scope } from '../expression/scope';
import type { Json } from '../types';

/** Changes a value on its way into a text. An unknown or unfitting value comes out as it went in. */
type Filter = (value: Json | undefined, argument: string | undefined, scope: Scope) => Json | undefined;

/**
 * Filters of templates: `default:'friend'`, `upper`, `lower`, `number:2` (decimals, in the reader's way of writing numbers),
 * `date:'yyyy-MM-dd'` (Luxon tokens, in the bot's zone), `json`, `truncate:20`.
 */
export const FILTERS: Readonly<Record<string, Filter>> = {
  default: (value, argument) => (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) ? (argument ?? '') : value),
  upper: (value, _argument, scope) => valueToText(value, scope).toUpperCase(),
  lower: (value, _argument, scope) => valueToText(value, scope).toLowerCase(),
  number: (value, argument, scope) => {
    const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    if (!Number.isFinite(number)) return value;
    const digits = argument === undefined ? undefined : Math.min(10, Math.max(0, Math.trunc(Number(argument)) || 0));
    return new Intl.NumberFormat(localeOf(scope), digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      number,
    );
  },
  date: (value, argument, scope) => formatDate(value, argument ?? 'yyyy-MM-dd HH:mm', scope) ?? value,
  json: (value) => jsonText(value),
  truncate: (value, argument, scope) => {
    const limit = Math.max(0, Math.trunc(Number(argument)) || 20);
    const letters = [...GRAPHEMES.segment(valueToText(value, scope).slice(0, MAX_SEGMENTED))];
    return letters.length <= limit ? letters.map((letter) => letter.segment).join('') : `${letters.slice(0, Math.max(0, limit - 1)).map((letter) => letter.segment).join('')}…`;
  },
};

/** Letters as people count them: an emoji with its modifiers is one. */
const GRAPHEMES = new Intl.Segmenter();
/** UTF-16 units that are counted in letters; no message of LINE is longer (FACTS §7). */
const MAX_SEGMENTED = 10_000;

/** A value as words: lists with commas, moments of `now` as date and time, maps as JSON, nothing as nothing. */
export function valueToText(value: Json | undefined, scope: Scope): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? jsonText(item) : valueToText(item, scope))).join(', ');
  return jsonText(value);
}

/** JSON of a value; of one nested too deeply to be written (it came from outside) nothing. */
function jsonText(value: Json | undefined): string {
  try {
    return JSON.stringify(value ?? null);
  } catch {
    return '';
  }
}

/** Epoch ms or an ISO date in the bot's zone; undefined when the value is no date or the format says nothing. */
export function formatDate(value: Json | undefined, format: string, scope: Scope): string | undefined {
  let date: DateTime;
  if (typeof value === 'number') date = DateTime.fromMillis(value, { zone: scope.timeZone });
  else if (typeof value === 'string') date = DateTime.fromISO(value, { zone: scope.timeZone });
  else return undefined;
  if (!date.isValid) return undefined;
  return date.setLocale(localeOf(scope)).toFormat(format);
}

function localeOf(scope: Scope): string {
  const language = scope.contact.language ?? 'en';
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
