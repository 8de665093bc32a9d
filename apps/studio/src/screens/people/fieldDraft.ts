import type { FieldType, FieldValue, JsonValue } from '@chatloom/contract';

/** What the controls of a field hold: text, or the keys of several choices. */
type FieldDraft = string | string[];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** What the control of a type shows for a stored value; values that do not fit the type begin empty, except as text. */
export function toEditor(type: FieldType, value: JsonValue | undefined): FieldDraft {
  if (type === 'multiChoice') return Array.isArray(value) ? value.filter((key): key is string => typeof key === 'string') : [];
  if (value === undefined || value === null) return '';
  switch (type) {
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : '';
    case 'dateTime': {
      const at = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
      // The browser's control takes the reader's own clock, without a zone.
      return Number.isNaN(at.getTime()) ? '' : `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
    }
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** The value to store; null empties the field, undefined means that what was typed is none of this type. */
export function fromEditor(type: FieldType, draft: FieldDraft): FieldValue | undefined {
  if (Array.isArray(draft)) return draft.length === 0 ? null : draft;
  const text = type === 'text' ? draft : draft.trim();
  if (text === '') return null;
  switch (type) {
    case 'number': {
      const number = Number(text.replace(/[,\s]/g, ''));
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      return text === 'true';
    case 'dateTime': {
      const at = new Date(text);
      return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
    default:
      return text;
  }
}
