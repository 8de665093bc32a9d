import { Link } from '@tanstack/react-router';
import type { Booking } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { StateBadge } from '../../ui/StateBadge';
import rows from './PeopleRows.module.css';
import styles from './BookingsPage.module.css';

/** One booking of a day: when, for whom, and a hand on it. */
export function BookingRow({ botId, booking, onCancel }: { botId: string; booking: Booking; onCancel: () => void }) {
  const { t } = useTranslation('contacts');
  const { contactId, displayName, resource, local, people, note, state } = booking;
  const name = displayName ?? t('bookings.nameless');
  return (
    <li className={rows.person}>
      <span className={styles.time}>{local.slice(11)}</span>
      <div className={rows.words}>
        <Link to="/b/$botId/people/$contactId" params={{ botId, contactId }} className={rows.link}>
          {name}
        </Link>
        <div className={rows.text}>
          {t('bookings.what', { what: resource, count: people })}
          {note !== '' && ` · ${note}`}
        </div>
      </div>
      {state === 'cancelled' ? (
        <StateBadge tone="plain">{t('factStates.cancelled')}</StateBadge>
      ) : (
        <div className={rows.tools}>
          <Button variant="outline" color="red" size="xs" aria-label={`${t('bookings.cancel')}: ${name}`} onClick={onCancel}>
            {t('bookings.cancel')}
          </Button>
        </div>
      )}
    </li>
  );
}
