import { useForm, type ControlProps } from '../formContext';
import { valueAt } from '../readSchema';
import styles from '../form.module.css';

const RELATIVE = /^today(?:([+-])(\d{1,4}))?$/;

/**
 * A day, a time or both, as the question beside it asks for (`mode`): none, a certain moment, or so many days from the day
 * the customer is asked (`today+7`).
 */
export function DateControl({ value, path, field, labelId, onChange }: ControlProps) {
  const form = useForm();
  const mode = valueAt(form.data, [...path.slice(0, -1), 'mode']);
  const text = typeof value === 'string' ? value : '';
  const relative = RELATIVE.exec(text);
  const kind = text === '' ? 'none' : relative ? 'relative' : 'fixed';
  const type = mode === 'time' ? 'time' : mode === 'datetime' ? 'datetime-local' : 'date';
  const begin = (next: string): void => {
    if (next === 'none') onChange(undefined);
    else if (next === 'relative') onChange('today+0');
    else onChange(type === 'time' ? '09:00' : `${new Date().toISOString().slice(0, 10)}${type === 'date' ? '' : 'T09:00'}`);
  };
  return (
    <div className={styles.row} role="group" aria-labelledby={labelId}>
      <select {...field} className={`${styles.input} ${styles.grow}`} style={{ width: 'auto' }} aria-label={form.t('form.dateKind')} value={kind} onChange={(event) => begin(event.target.value)}>
        <option value="none">{form.t('form.noLimit')}</option>
        <option value="fixed">{form.t('form.fixedDate')}</option>
        {(mode !== 'time' || kind === 'relative') && <option value="relative">{form.t('form.relativeDate')}</option>}
      </select>
      {kind === 'fixed' && (
        <input
          type={type}
          className={`${styles.input} ${styles.grow}`}
          style={{ width: 'auto' }}
          disabled={field.disabled}
          aria-labelledby={labelId}
          value={text}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
      {relative && (
        <input
          type="number"
          className={`${styles.input} ${styles.narrow}`}
          disabled={field.disabled}
          aria-label={form.t('form.relativeDate')}
          value={Number(`${relative[1] ?? '+'}${relative[2] ?? 0}`)}
          onChange={(event) => {
            const days = Math.round(Number(event.target.value)) || 0;
            onChange(`today${days < 0 ? '-' : '+'}${Math.abs(days)}`);
          }}
        />
      )}
    </div>
  );
}
