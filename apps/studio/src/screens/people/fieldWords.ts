import type { ContactField } from '@chatloom/contract';
import type { TFunction } from 'i18next';
import type { useFormat } from '../../i18n/useFormat';

interface Voice {
  t: TFunction<never>;
  format: ReturnType<typeof useFormat>;
}

/** The value of a field as a reader writes it: days and numbers in their form, options by their label. Needs the words of `contacts`. */
export function fieldWords(value: unknown, field: Pick<ContactField, 'type' | 'options'> | undefined, { t, format }: Voice): string {
  const say = t as unknown as (key: string) => string;
  const option = (key: unknown) => field?.options.find((known) => known.key === key)?.label ?? String(key);
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(option).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  switch (field?.type) {
    case 'boolean':
      return typeof value === 'boolean' ? say(value ? 'contacts:yes' : 'contacts:no') : String(value);
    case 'number':
      return typeof value === 'number' ? format.number(value) : String(value);
    case 'date':
      // Noon: the day stays the same wherever the reader is.
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.date(`${value}T12:00:00`) : String(value);
    case 'dateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? format.dateTime(value) : String(value);
    case 'choice':
      return option(value);
    default:
      return typeof value === 'boolean' ? say(value ? 'contacts:yes' : 'contacts:no') : String(value);
  }
}
