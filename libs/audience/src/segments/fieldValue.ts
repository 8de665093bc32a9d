import { DateTime } from 'luxon';
import type { Json } from '@chatloom/engine';

/**
 * How a field's value is read by rules. Flows and imports may have stored anything, so each reading says what it takes, and gives null for
 * everything else. `fieldSql` says the same in SQL, by the same patterns; a property test holds the two together.
 */

// Patterns that JavaScript and PostgreSQL read alike: no classes that depend on Unicode, no flags.
const YEAR = '(19|20|21)[0-9]{2}';
const LEAP_YEAR = '((19|21)(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))';
/** A day that exists, 1900 to 2199. */
const DAY = `(${YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|${LEAP_YEAR}-02-29)`;
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?';
export const DAY_PATTERN = `^${DAY}$`;
/** A wall time, as LINE's date picker gives it (FACTS §5 postback.params). */
export const LOCAL_TIME_PATTERN = `^${DAY}T${TIME}$`;
/** A moment: UTC or with its distance from it. */
export const MOMENT_PATTERN = `^${DAY}T${TIME}(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$`;
/** A number written as text. */
export const NUMBER_PATTERN = '^[+-]?[0-9]{1,40}([.][0-9]{1,40})?$';
/** Numbers with more digits (written without an exponent) are none that anybody compares; PostgreSQL could not read all of them. */
export const NUMBER_DIGITS = 300;

const DAY_REGEXP = new RegExp(DAY_PATTERN);
const LOCAL_TIME_REGEXP = new RegExp(LOCAL_TIME_PATTERN);
const MOMENT_REGEXP = new RegExp(MOMENT_PATTERN);
const NUMBER_REGEXP = new RegExp(NUMBER_PATTERN);
const SPACES_AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;

/** Is there something? Empty text and an empty list are nothing. */
export function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Text, numbers and yes/no as words; lists and objects are none. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainDecimal(value);
  return typeof value === 'boolean' ? String(value) : null;
}

/** Upper and lower case Latin letters are the same; nothing else is changed, so that every database folds alike. */
export function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A number, or text that is one, spaces around it apart. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return plainDecimal(value).length <= NUMBER_DIGITS ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.replace(SPACES_AROUND, '');
  return NUMBER_REGEXP.test(text) ? Number(text) : null;
}

/** Calendar day of a day, a wall time, or a moment (in the zone): `2026-11-21`. */
export function dayOf(value: Json | undefined, timeZone: string): string | null {
  if (typeof value !== 'string') return null;
  if (DAY_REGEXP.test(value)) return value;
  if (LOCAL_TIME_REGEXP.test(value)) return value.slice(0, 10);
  return MOMENT_REGEXP.test(value) ? DateTime.fromISO(value, { zone: timeZone }).toFormat('yyyy-MM-dd') : null;
}

/** Keys of chosen options; one word counts as a list of one. */
export function choicesOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** `1e21` as people write it: digits without an exponent, which is also how PostgreSQL shows it. */
function plainDecimal(value: number): string {
  const [mantissa, exponent] = String(value).split('e');
  if (exponent === undefined) return Object.is(value, -0) ? '0' : mantissa!;
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(mantissa!)!;
  const digits = whole! + fraction;
  const point = whole!.length + Number(exponent);
  if (point >= digits.length) return `${sign}${digits.padEnd(point, '0')}`;
  return point > 0 ? `${sign}${digits.slice(0, point)}.${digits.slice(point)}` : `${sign}0.${'0'.repeat(-point)}${digits}`;
}
