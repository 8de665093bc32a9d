import { IconCalendarEvent, IconRepeat } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { wallClock } from './calendarModel';
import type { CalendarEntry, CalendarLine } from './campaignQueries';
import { PlannedLink } from './PlannedLink';
import { stateTone } from './stateTone';
import styles from './calendar.module.css';

/** What tells lines of the calendar apart. */
export const lineKey = ({ at, send, planned }: CalendarLine): string => (send ? send.campaignId : `${planned.kind}${planned.id}${planned.event}`) + at;

/** One send: time, name, state; with a button to move it where that is possible. Or something else that has its time, which is changed where it belongs. */
export function CalendarItem({ botId, line, timeZone, onMove, onDrag }: { botId: string; line: CalendarLine; timeZone: string; onMove(entry: CalendarEntry): void; onDrag?(isDragged: boolean): void }) {
  const { t } = useTranslation('campaigns');
  const { time } = wallClock(line.at, timeZone);
  if (line.planned) {
    return (
      <li className={styles.entry}>
        <PlannedLink botId={botId} planned={line.planned} className={styles.link}>
          <span className="cl-tabular">{time}</span> {line.planned.name}
          <span className={styles.state}>{t(`planned.${line.planned.kind}.${line.planned.event}`)}</span>
        </PlannedLink>
      </li>
    );
  }
  const entry = line.send;
  return (
    <li
      className={styles.entry}
      data-tone={stateTone(entry.state)}
      draggable={(onDrag && entry.canMove) || undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', entry.name);
        onDrag?.(true);
      }}
      onDragEnd={() => onDrag?.(false)}
    >
      <Link to="/b/$botId/campaigns/$campaignId" params={{ botId, campaignId: entry.campaignId }} draggable={false} className={styles.link}>
        <span className="cl-tabular">{time}</span> {entry.name}
        <span className={styles.state}>
          {entry.isRepeating && <IconRepeat size={12} aria-label={t('list.repeating')} />} {t(`states.${entry.state}`)}
        </span>
      </Link>
      {entry.canMove && (
        <button type="button" className={styles.move} aria-label={t('calendar.move', { name: entry.name })} onClick={() => onMove(entry)}>
          <IconCalendarEvent size={14} aria-hidden />
        </button>
      )}
    </li>
  );
}
