import { nextOccurrences } from '@chatloom/engine';
import type { Recurrence } from '@chatloom/flow';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './campaigns.module.css';

const SHOWN = 5;

/** The next times a rule means, found by the function that will ring it; says so where the clocks change. */
export default function NextTimes({ recurrence, done }: { recurrence: Recurrence; done: number }) {
  const { t, i18n } = useTranslation('campaigns');
  const [now] = useState(() => Date.now());
  const times = useMemo(() => nextOccurrences(recurrence, now, SHOWN, done), [recurrence, now, done]);
  const format = new Intl.DateTimeFormat(i18n.language === 'th' ? 'th-u-ca-gregory' : i18n.language, { dateStyle: 'full', timeStyle: 'short', timeZone: recurrence.timeZone });
  return (
    <div role="status">
      <p className={styles.label}>{t(times.length === 0 ? 'repeat.never' : 'repeat.next')}</p>
      <ol className={styles.results}>
        {times.map(({ at, note }) => (
          <li key={at}>
            {format.format(at)}
            {note && <span className={styles.help}>{t(`repeat.notes.${note}`)}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
