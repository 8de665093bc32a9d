import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { momentFits, type DateMode } from '../planTap';
import { Tray } from './Tray';
import styles from '../phone.module.css';

const INPUT_TYPES = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

interface Props {
  mode: DateMode;
  initial?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onPick(moment: string): void;
  onClose(): void;
}

/** The picker of a datetimepicker action, with the bounds of the button. */
export function DateTray({ mode, initial, min, max, onPick, onClose }: Props) {
  const { t } = useTranslation('phone');
  const [moment, setMoment] = useState(initial ?? '');
  const [refused, setRefused] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (momentFits(moment, mode, min, max)) onPick(moment);
    else setRefused(true);
  };
  const bounds = min !== undefined && max !== undefined ? t('date.between', { min: shown(min), max: shown(max) }) : min !== undefined ? t('date.from', { min: shown(min) }) : max !== undefined ? t('date.until', { max: shown(max) }) : undefined;
  return (
    <Tray title={t(`date.title.${mode}`)} onClose={onClose}>
      <form noValidate onSubmit={submit} className={styles.trayForm}>
        <label htmlFor={`${id}-input`}>{t(`date.label.${mode}`)}</label>
        <input
          id={`${id}-input`}
          className={styles.trayInput}
          type={INPUT_TYPES[mode]}
          value={moment}
          min={min}
          max={max}
          aria-invalid={refused || undefined}
          aria-describedby={[bounds !== undefined && `${id}-bounds`, refused && `${id}-error`].filter(Boolean).join(' ') || undefined}
          onChange={(event) => {
            setMoment(event.currentTarget.value);
            setRefused(false);
          }}
        />
        {bounds !== undefined && <p id={`${id}-bounds`} className={styles.small}>{bounds}</p>}
        {refused && <p id={`${id}-error`} className={styles.trayError} role="alert">{t('date.refused')}</p>}
        <button type="submit" className={styles.trayPrimary}>{t('date.send')}</button>
      </form>
    </Tray>
  );
}

const shown = (moment: string) => moment.replace('T', ' ');
