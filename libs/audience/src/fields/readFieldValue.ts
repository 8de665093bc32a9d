import type { FieldOption, FieldType } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';

/** What a field takes. */
export interface FieldRule {
  type: FieldType;
  options: readonly FieldOption[];
}
/** Why a value does not fit; i18n key below `contacts.importFaults` and `contacts.fieldFaults`. */
export type FieldFault = 'notANumber' | 'notADate' | 'notYesNo' | 'notAnOption' | 'textTooLong';
/** How a date such as 03/04/2026 is meant; a year that comes first decides by itself. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** As the API takes it. */
export const TEXT_MAX = 5_000;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
/** Wall time, as LINE's date picker gives it (FACTS §5): no zone, so it is kept as it is. */
const LOCAL = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/** A value as programs give it, in the form it is stored in (`FIELD_TYPES`). */
export function readFieldValue({ type, options }: FieldRule, value: Json): { value: Json } | { fault: FieldFault } {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? asText(value) : typeof value === 'number' || typeof value === 'boolean' ? { value: String(value) } : { fault: 'textTooLong' };
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { value } : { fault: 'notANumber' };
    case 'date':
      return typeof value === 'string' && isDay(value) ? { value } : { fault: 'notADate' };
    case 'dateTime':
      return typeof value === 'string' ? asMoment(value) : { fault: 'notADate' };
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { fault: 'notYesNo' };
    case 'choice':
      return typeof value === 'string' && options.some(({ key }) => key === value) ? { value } : { fault: 'notAnOption' };
    case 'multiChoice': {
      if (!Array.isArray(value)) return { fault: 'notAnOption' };
      const keys = value.filter((key) => options.some((option) => option.key === key));
      return keys.length === value.length ? { value: [...new Set(keys)] } : { fault: 'notAnOption' };
    }
  }
}

/**
 * A cell of a file, as people write things: `1,234`, `３`, `2026/3/4`, `はい`, an option by its key or its label.
 * @param text not empty
 */
export function readFieldCell(rule: FieldRule, text: string, dateOrder: DateOrder): { value: Json } | { fault: FieldFault } {
  // Full-width digits and letters are the same in every field but text.
  const plain = text.normalize('NFKC').trim();
  switch (rule.type) {
    case 'text':
      return asText(text);
    case 'number': {
      const digits = plain.replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
      return /^[+-]?(\d{1,40}(\.\d{1,40})?|\.\d{1,40})$/.test(digits) && Number.isFinite(Number(digits)) ? { value: Number(digits) } : { fault: 'notANumber' };
    }
    case 'date': {
      const day = readDay(plain, dateOrder);
      return day === null ? { fault: 'notADate' } : { value: day };
    }
    case 'dateTime': {
      const spaced = /^(\S+)[ T](\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(plain);
      if (!spaced) return asMoment(plain);
      const day = readDay(spaced[1]!, dateOrder);
      return day === null ? { fault: 'notADate' } : asMoment(`${day}T${spaced[2]!.padStart(2, '0')}:${spaced[3]}${spaced[4] === undefined ? '' : `:${spaced[4]}`}`);
    }
    case 'boolean': {
      const answer = readYesNo(plain);
      return answer === null ? { fault: 'notYesNo' } : { value: answer };
    }
    case 'choice': {
      const key = optionOf(rule.options, text);
      return key === undefined ? { fault: 'notAnOption' } : { value: key };
    }
    case 'multiChoice': {
      const keys = text.split(/[,;|、，]/).flatMap((part) => (part.trim() === '' ? [] : [optionOf(rule.options, part)]));
      return keys.includes(undefined) ? { fault: 'notAnOption' } : { value: [...new Set(keys)] as string[] };
    }
  }
}

const YES = new Set(['yes', 'y', 'true', 't', '1', 'x', 'on', '○', '〇', '◯', '✓', '✔', 'はい', '有', '是', '對', '对', '有效', 'ใช่']);
const NO = new Set(['no', 'n', 'false', 'f', '0', 'off', '-', '×', 'いいえ', '無', '无', '否', '不是', 'ไม่', 'ไม่ใช่']);

/** Yes or no in the words of four languages; null for anything else. */
export function readYesNo(text: string): boolean | null {
  const word = text.normalize('NFKC').trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

function asText(value: string): { value: Json } | { fault: FieldFault } {
  return value.length > TEXT_MAX ? { fault: 'textTooLong' } : { value };
}

function asMoment(text: string): { value: Json } | { fault: FieldFault } {
  const local = LOCAL.exec(text);
  if (local) return isDay(local[1]!) ? { value: text } : { fault: 'notADate' };
  const moment = MOMENT.exec(text);
  if (!moment || !isDay(moment[1]!)) return { fault: 'notADate' };
  const at = Date.parse(text);
  return Number.isNaN(at) ? { fault: 'notADate' } : { value: new Date(at).toISOString() };
}

function optionOf(options: readonly FieldOption[], text: string): string | undefined {
  const wanted = fold(text);
  return (options.find(({ key }) => fold(key) === wanted) ?? options.find(({ label }) => fold(label) === wanted))?.key;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** `2026-03-04`, `2026/3/4`, `20260304`, `2026年3月4日`, `4.3.2026`; null when it is no day there is. */
function readDay(text: string, order: DateOrder): string | null {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  const parts = compact?.slice(1) ?? /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?$/.exec(text)?.slice(1);
  if (!parts) return null;
  const [first, second, third] = parts as [string, string, string];
  const [year, month, day] = first.length === 4 ? [first, second, third] : order === 'mdy' ? [third, first, second] : [third, second, first];
  if (year.length !== 4) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}

/** A day there is, from 1900 to 2199 (what segments can compare). */
function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || !/^(19|20|21)/.test(year)) return false;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}
