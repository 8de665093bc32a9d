import { useForm, type ControlProps } from '../formContext';
import { readCron, writeCron, type CronForm } from '../cronForm';
import styles from '../form.module.css';
import { WeekdaysControl } from './SimpleControls';

/** A schedule the way people say it; five cron fields only for those who ask for them. */
export function CronControl(props: ControlProps) {
  const form = useForm();
  const cron = readCron(typeof props.value === 'string' ? props.value : '');
  const time = cron.every === 'custom' ? '09:00' : cron.time;
  const write = (next: CronForm): void => props.onChange(writeCron(next));
  const begin = (every: string): void => {
    if (every === 'day') write({ every, time });
    else if (every === 'week') write({ every, weekdays: [1], time });
    else if (every === 'month') write({ every, day: 1, time });
    // A schedule the form cannot say, so that it stays in the fields.
    else props.onChange(cron.every === 'custom' ? cron.cron : `${writeCron(cron).split(' ').slice(0, 2).join(' ')} * * 1,3,5-7`);
  };
  return (
    <div className={styles.group} role="group" aria-labelledby={props.labelId}>
      <select
        {...props.field}
        className={styles.input}
        aria-label={form.t('form.repeat')}
        value={cron.every}
        onChange={(event) => begin(event.target.value)}
      >
        {(['day', 'week', 'month', 'custom'] as const).map((every) => (
          <option key={every} value={every}>
            {form.t(`form.every.${every}`)}
          </option>
        ))}
      </select>
      {cron.every === 'week' && (
        <WeekdaysControl
          {...props}
          field={{ ...props.field, id: `${props.field.id}-days` }}
          several
          value={cron.weekdays}
          onChange={(weekdays) => write({ ...cron, weekdays: weekdays as number[] })}
        />
      )}
      {cron.every === 'month' && (
        <label className={styles.row}>
          {form.t('form.dayOfMonth')}
          <input
            type="number"
            min={1}
            max={31}
            className={`${styles.input} ${styles.narrow}`}
            disabled={props.field.disabled}
            value={cron.day}
            onChange={(event) => write({ ...cron, day: Math.min(31, Math.max(1, Number(event.target.value) || 1)) })}
          />
        </label>
      )}
      {cron.every === 'custom' ? (
        <label className={styles.field}>
          <span className={styles.help}>{form.t('form.cronHelp')}</span>
          <input type="text" className={`${styles.input} ${styles.code}`} disabled={props.field.disabled} value={cron.cron} onChange={(event) => props.onChange(event.target.value)} />
        </label>
      ) : (
        <label className={styles.row}>
          {form.t('form.at')}
          <input
            type="time"
            className={styles.input}
            style={{ width: 'auto' }}
            disabled={props.field.disabled}
            value={cron.time}
            onChange={(event) => event.target.value && write({ ...cron, time: event.target.value })}
          />
        </label>
      )}
    </div>
  );
}
