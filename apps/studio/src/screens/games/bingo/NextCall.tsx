import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat';
import styles from './bingo.module.css';

/** Nearer than this, seconds are counted down. */
const NEAR_SECONDS = 600;

/** When the timetable calls next. Not read out by itself: screen readers are told the call. @param at ISO 8601 */
export function NextCall({ at }: { at: string }) {
  const { t } = useTranslation('bingo');
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(clock);
  }, []);
  const left = Math.max(0, Math.ceil((Date.parse(at) - now) / 1_000));
  return (
    <span className={styles.near} role="timer">
      {left > NEAR_SECONDS ? t('host.next', { at: format.time(at) }) : t('host.nextIn', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
    </span>
  );
}
