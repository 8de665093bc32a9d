import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { botQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { useIsNarrow } from '../../ui/useIsNarrow';
import connect from '../channels/ConnectPage.module.css';
import { addDays, addMonths, daysBetween, firstDayOfWeek, rangeOf, wallClock, weekOf, weeksOf, type Day } from './calendarModel';
import { CalendarAgenda } from './CalendarAgenda';
import { CalendarGrid } from './CalendarGrid';
import { calendarQuery, campaignKeys, campaignQuery, type CalendarEntry, type CalendarLine, plannedQuery } from './campaignQueries';
import { shiftDays } from './designModel';
import { useSayRefusal } from './ProblemLines';
import styles from './calendar.module.css';

const MoveDialog = lazy(() => import('./MoveDialog'));
const route = getRouteApi('/b/$botId/campaigns/calendar');

/** Everything that is planned or went out, by month or week, on the clock of the place the bot lives in. */
export default function CalendarPage() {
  const { t, i18n } = useTranslation(['campaigns', 'common']);
  const { botId } = route.useParams();
  const { day: wantedDay, view = 'month' } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const narrow = useIsNarrow();
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const today = wallClock(Date.now(), timeZone).day;
  const day = wantedDay ?? today;
  const first = firstDayOfWeek(i18n.language);
  const weeks = view === 'week' ? [weekOf(day, first)] : weeksOf(day, first);
  const range = rangeOf(weeks[0]![0]!, weeks.at(-1)![6]!);
  const calendar = useQuery({ ...calendarQuery(botId, range.from, range.to), placeholderData: keepPreviousData });
  const planned = useQuery({ ...plannedQuery(botId, range.from, range.to), placeholderData: keepPreviousData });
  const [moving, setMoving] = useState<CalendarEntry>();
  const lines: CalendarLine[] = [...(calendar.data?.items ?? []).map((send) => ({ at: send.at, send })), ...(planned.data?.items ?? []).map((one) => ({ at: one.at, planned: one }))];
  const byDay = new Map<Day, CalendarLine[]>();
  for (const line of lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const own = wallClock(line.at, timeZone).day;
    byDay.set(own, [...(byDay.get(own) ?? []), line]);
  }
  const go = (next: Day) => void navigate({ search: (before) => ({ ...before, day: next === today ? undefined : next }), replace: true });
  const turn = (by: number) => go(view === 'week' ? addDays(day, 7 * by) : addMonths(day, by));
  const title =
    view === 'week'
      ? new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(new Date(`${weeks[0]![0]!}T12:00:00Z`), new Date(`${weeks[0]![6]!}T12:00:00Z`))
      : new Intl.DateTimeFormat(localeOf(i18n.language), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

  const move = async (campaignId: string, at: string) => {
    await call('POST /bots/:botId/campaigns/:campaignId/move', { params: { botId, campaignId }, body: { at } });
    await client.invalidateQueries({ queryKey: campaignKeys.all(botId) });
  };
  const sayRefusal = useSayRefusal();
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(sayRefusal(error), { tone: 'error' });
      void client.invalidateQueries({ queryKey: campaignKeys.all(botId) });
    }
  };
  /** To another day at the same time of day, with undo. */
  const moveToDay = (entry: CalendarEntry, target: Day) =>
    attempt(async () => {
      const days = daysBetween(wallClock(entry.at, timeZone).day, target);
      if (days === 0) return;
      const { design } = await client.fetchQuery(campaignQuery(botId, entry.campaignId));
      if (!('at' in design.when)) return;
      const before = design.when.at;
      await move(entry.campaignId, shiftDays(before, days));
      toast(t('calendar.moved', { name: entry.name }), { undo: () => attempt(() => move(entry.campaignId, before)) });
    });

  return (
    <>
      <Link to="/b/$botId/campaigns" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('calendar.title')} text={t('calendar.text', { zone: timeZone.replaceAll('_', ' ') })} />
      <div className={styles.bar}>
        <ActionIcon variant="default" size="lg" aria-label={t(view === 'week' ? 'calendar.previousWeek' : 'calendar.previousMonth')} onClick={() => turn(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t(view === 'week' ? 'calendar.nextWeek' : 'calendar.nextMonth')} onClick={() => turn(1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" disabled={day === today} onClick={() => go(today)}>
          {t('calendar.today')}
        </Button>
        <h2 className={styles.title} aria-live="polite">
          {title}
        </h2>
        <SegmentedControl
          aria-label={t('calendar.view')}
          value={view}
          data={[
            { value: 'month', label: t('calendar.month') },
            { value: 'week', label: t('calendar.week') },
          ]}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, view: value === 'week' ? 'week' : undefined }), replace: true })}
        />
      </div>
      {calendar.error || planned.error ? (
        <ErrorState error={calendar.error ?? planned.error!} onRetry={() => void Promise.all([calendar.refetch(), planned.refetch()])} />
      ) : !calendar.data || !planned.data ? (
        <SkeletonList count={5} height={96} />
      ) : narrow ? (
        <CalendarAgenda botId={botId} days={weeks.flat()} byDay={byDay} timeZone={timeZone} today={today} onMove={setMoving} />
      ) : (
        <CalendarGrid botId={botId} weeks={weeks} month={view === 'month' ? day.slice(0, 7) : undefined} byDay={byDay} timeZone={timeZone} today={today} onMove={setMoving} onDrop={(entry, target) => void moveToDay(entry, target)} />
      )}
      <Suspense>{moving && <MoveDialog botId={botId} entry={moving} onMove={move} onClose={() => setMoving(undefined)} />}</Suspense>
    </>
  );
}

const localeOf = (language: string): string => (language === 'th' ? 'th-u-ca-gregory' : language);
