import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from './calendarModel';
import { CalendarItem, lineKey } from './CalendarItem';
import type { CalendarEntry, CalendarLine } from './campaignQueries';
import styles from './calendar.module.css';

interface Props {
  botId: string;
  weeks: Day[][];
  /** The month that is meant, `2026-11`; days of others are pale. Absent: all are meant. */
  month: string | undefined;
  byDay: ReadonlyMap<Day, CalendarLine[]>;
  timeZone: string;
  today: Day;
  onMove(entry: CalendarEntry): void;
  onDrop(entry: CalendarEntry, day: Day): void;
}

/** Weeks as a table. What has not begun can be dragged to another day; its button opens the same by form. */
export function CalendarGrid({ botId, weeks, month, byDay, timeZone, today, onMove, onDrop }: Props) {
  const { t, i18n } = useTranslation('campaigns');
  const [dragged, setDragged] = useState<CalendarEntry>();
  const [over, setOver] = useState<Day>();
  const locale = i18n.language === 'th' ? 'th-u-ca-gregory' : i18n.language;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const noon = (day: Day) => new Date(`${day}T12:00:00Z`);
  return (
    <table className={styles.grid} aria-label={t('calendar.title')}>
      <thead>
        <tr>
          {weeks[0]!.map((day) => (
            <th key={day} scope="col">
              {weekday.format(noon(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td
                key={day}
                data-other={(month !== undefined && !day.startsWith(month)) || undefined}
                data-today={day === today || undefined}
                data-over={(dragged && over === day) || undefined}
                data-tall={weeks.length === 1 || undefined}
                // The past takes nothing.
                onDragOver={(event) => {
                  if (!dragged || day < today) return;
                  event.preventDefault();
                  setOver(day);
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged) onDrop(dragged, day);
                  setDragged(undefined);
                }}
              >
                <time dateTime={day} aria-label={full.format(noon(day))} className={styles.day}>
                  {Number(day.slice(8))}
                </time>
                <ul className={styles.entries}>
                  {(byDay.get(day) ?? []).map((line) => (
                    <CalendarItem
                      key={lineKey(line)}
                      botId={botId}
                      line={line}
                      timeZone={timeZone}
                      onMove={onMove}
                      onDrag={(isDragged) => {
                        setDragged(isDragged ? line.send : undefined);
                        setOver(undefined);
                      }}
                    />
                  ))}
                </ul>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
