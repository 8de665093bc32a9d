import { IconCalendarCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Booking } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl, call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { botQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { addDays, wallClock } from '../campaigns/calendarModel';
import { BookingRow } from './BookingRow';
import { bookingKeys, bookingsQuery } from './bookingQueries';
import { openDownload } from './openDownload';
import { PeopleTabs } from './PeopleTabs';
import rows from './PeopleRows.module.css';
import styles from './BookingsPage.module.css';

const route = getRouteApi('/b/$botId/people/bookings');

/** What flows have booked, day by day on the bot's clock. */
export default function BookingsPage() {
  const { t } = useTranslation(['contacts', 'common']);
  const { botId } = route.useParams();
  const { day: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const client = useQueryClient();
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const today = wallClock(Date.now(), timeZone).day;
  const day = wanted ?? today;
  const bookings = useInfiniteQuery(bookingsQuery(botId, day));
  const [asked, setAsked] = useState<Booking>();
  const items = bookings.data?.pages.flatMap((page) => page.items);
  const kept = items?.filter(({ state }) => state === 'booked') ?? [];
  const places = kept.reduce((sum, { people }) => sum + people, 0);
  const go = (next: string) => void navigate({ search: { day: next === today ? undefined : next }, replace: true });
  const cancel = async ({ id, displayName }: Booking) => {
    try {
      await call('POST /bots/:botId/bookings/:bookingId/cancel', { params: { botId, bookingId: id } });
      toast(t('bookings.cancelled', { name: displayName ?? t('bookings.nameless') }));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: bookingKeys.all(botId) });
  };
  return (
    <>
      <PageHead
        title={t('bookings.title')}
        text={t('bookings.text')}
        actions={
          items &&
          items.length > 0 && (
            <Button variant="default" onClick={() => openDownload(apiUrl('/bots/:botId/bookings.csv', { params: { botId }, query: { from: day, to: day } }))}>
              {t('bookings.csv')}
            </Button>
          )
        }
      />
      <PeopleTabs botId={botId} />
      <div className={styles.bar}>
        <ActionIcon variant="default" size="lg" aria-label={t('bookings.dayBefore')} onClick={() => go(addDays(day, -1))}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <TextInput type="date" aria-label={t('bookings.day')} value={day} onChange={(event) => event.currentTarget.value !== '' && go(event.currentTarget.value)} />
        <ActionIcon variant="default" size="lg" aria-label={t('bookings.dayAfter')} onClick={() => go(addDays(day, 1))}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" disabled={day === today} onClick={() => go(today)}>
          {t('bookings.today')}
        </Button>
        <p className={styles.sum} role="status">
          {items && t('bookings.sum', { count: kept.length, number: format.number(kept.length), places: format.number(places) })}
        </p>
      </div>
      {bookings.error ? (
        <ErrorState error={bookings.error} onRetry={() => void bookings.refetch()} />
      ) : !items ? (
        <SkeletonList count={4} height={56} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconCalendarCheck size={24} />} title={t('bookings.emptyTitle')}>
          {t('bookings.emptyText')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('bookings.title')}>
          {items.map((booking) => (
            <BookingRow key={booking.id} botId={botId} booking={booking} onCancel={() => setAsked(booking)} />
          ))}
        </ul>
      )}
      {bookings.hasNextPage && (
        <Button variant="subtle" loading={bookings.isFetchingNextPage} onClick={() => void bookings.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
      <ConfirmWithNumber
        opened={asked !== undefined}
        title={t('bookings.cancel')}
        sentence={t('bookings.cancelText', { name: asked?.displayName ?? t('bookings.nameless'), what: asked?.resource ?? '', time: asked?.local.slice(11) ?? '' })}
        verb={t('bookings.cancel')}
        danger
        onConfirm={() => (asked ? cancel(asked) : Promise.resolve())}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}
