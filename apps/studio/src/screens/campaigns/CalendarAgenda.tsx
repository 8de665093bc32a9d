import { useTranslation } from 'react-i18next';
import type { Day } from './calendarModel';
import { CalendarItem, lineKey } from './CalendarItem';
import type { CalendarEntry, CalendarLine } from './campaignQueries';
import styles from './calendar.module.css';

/** The same days as a list, for narrow screens: only those on which something is, and today. */
export function CalendarAgenda({ botId, days, byDay, timeZone, today, onMove }: { botId: string; days: Day[]; byDay: ReadonlyMap<Day, CalendarLine[]>; timeZone: string; today: Day; onMove(entry: CalendarEntry): void }) {
  const { t, i18n } = useTranslation('campaigns');
  const format = new Intl.DateTimeFormat(i18n.language === 'th' ? 'th-u-ca-gregory' : i18n.language, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const shown = days.filter((day) => byDay.has(day) || day === today);
  if (shown.length === 0) return <p className={styles.nothing}>{t('calendar.nothing')}</p>;
  return (
    <ol className={styles.agenda}>
      {shown.map((day) => (
        <li key={day} data-today={day === today || undefined}>
          <h3>{format.format(new Date(`${day}T12:00:00Z`))}</h3>
          {byDay.has(day) ? (
            <ul className={styles.entries}>
              {byDay.get(day)!.map((line) => (
                <CalendarItem key={lineKey(line)} botId={botId} line={line} timeZone={timeZone} onMove={onMove} />
              ))}
            </ul>
          ) : (
            <p className={styles.nothing}>{t('calendar.nothingToday')}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
