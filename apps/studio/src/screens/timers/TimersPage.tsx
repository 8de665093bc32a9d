import { IconClockCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { useBotTime } from '../campaigns/useBotTime';
import { SendTabs } from '../series/SendTabs';
import { TIMER_KINDS, TIMER_STATES, type TimerKind, type TimerState } from './timerKinds';
import rows from '../people/PeopleRows.module.css';
import styles from '../series/series.module.css';

const route = getRouteApi('/b/$botId/campaigns/timers');
type DueThing = RouteOutput<'GET /bots/:botId/timers'>['items'][number];
const TONES: Record<TimerState, Tone> = { due: 'plain', late: 'warn', failed: 'danger' };

/** What waits for its time, what is late, what failed; with a hand on each. Comes by itself while the page is open. */
export default function TimersPage() {
  const { t } = useTranslation(['timers', 'common']);
  const format = useFormat();
  const { botId } = route.useParams();
  const { kind, state } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [dropping, setDropping] = useState<DueThing>();
  const key = [...keys.bot(botId), 'timers'] as const;
  const counts = useQuery({ queryKey: [...key, 'counts'], queryFn: ({ signal }) => call('GET /bots/:botId/timer-counts', { params: { botId } }, { signal }), refetchInterval: 5_000 });
  const timers = useInfiniteQuery({
    queryKey: [...key, { kind, state }],
    queryFn: ({ pageParam, signal }) => call('GET /bots/:botId/timers', { params: { botId }, query: { limit: 50, ...(kind && { kind }), ...(state && { state }), ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 5_000,
  });
  const items = timers.data?.pages.flatMap((page) => page.items);
  const act = async (thing: DueThing, verb: 'ring' | 'drop') => {
    try {
      const params = { botId, kind: thing.kind, id: thing.id };
      if (verb === 'ring') await call('POST /bots/:botId/timers/:kind/:id/ring', { params });
      else await call('DELETE /bots/:botId/timers/:kind/:id', { params });
      toast(t(verb === 'ring' ? 'rung' : 'dropped'));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <SendTabs botId={botId} />
      {counts.data && (
        <dl className={`${styles.numbers} ${styles.filters} cl-tabular`} aria-label={t('counts')}>
          {TIMER_STATES.map((each) => (
            <div key={each}>
              <dt>{t(`states.${each}`)}</dt>
              <dd>{format.number(counts.data[each])}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={styles.filters}>
        <NativeSelect aria-label={t('kind')} value={kind ?? ''} data={[{ value: '', label: t('anyKind') }, ...TIMER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))]} onChange={(event) => ((value) => void navigate({ search: (before) => ({ ...before, kind: (value || undefined) as TimerKind | undefined }), replace: true }))(event.currentTarget.value)} />
        <NativeSelect aria-label={t('state')} value={state ?? ''} data={[{ value: '', label: t('anyState') }, ...TIMER_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} onChange={(event) => ((value) => void navigate({ search: (before) => ({ ...before, state: (value || undefined) as TimerState | undefined }), replace: true }))(event.currentTarget.value)} />
      </div>
      {timers.error ? (
        <ErrorState error={timers.error} onRetry={() => void timers.refetch()} />
      ) : !items ? (
        <SkeletonList count={4} height={64} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconClockCheck size={24} />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <ul className={rows.list} aria-label={t('title')}>
            {items.map((thing) => (
              <Row key={`${thing.kind}${thing.id}`} botId={botId} thing={thing} onRing={() => void act(thing, 'ring')} onDrop={() => setDropping(thing)} />
            ))}
          </ul>
          {timers.hasNextPage && (
            <Button variant="default" mt="md" loading={timers.isFetchingNextPage} onClick={() => void timers.fetchNextPage()}>
              {t('common:more')}
            </Button>
          )}
        </>
      )}
      {dropping && (
        <ConfirmWithNumber opened onClose={() => setDropping(undefined)} danger title={t('drop')} sentence={t(`dropText.${dropping.kind === 'schedule' || dropping.kind === 'parked' ? dropping.kind : 'timer'}`)} verb={t('drop')} onConfirm={() => act(dropping, 'drop')} />
      )}
    </>
  );
}

/** Whose or what it is, leading to where something can be done about it. */
function Place({ botId, thing: { kind, person, name, subjectId, nodeId } }: { botId: string; thing: DueThing }) {
  const { t } = useTranslation('timers');
  if (person && (kind === 'timer' || name === ''))
    return (
      <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.contactId }} className={rows.link}>
        {person.name || t('somebody')}
      </Link>
    );
  const words = name || t('somebody');
  if (subjectId === null) return <>{words}</>;
  if (kind === 'campaign')
    return (
      <Link to="/b/$botId/campaigns/$campaignId" params={{ botId, campaignId: subjectId }} search={{}} className={rows.link}>
        {words}
      </Link>
    );
  if (kind === 'feed')
    return (
      <Link to="/b/$botId/campaigns/topics/$topicId" params={{ botId, topicId: subjectId }} className={rows.link}>
        {words}
      </Link>
    );
  return (
    <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: subjectId }} search={nodeId === null ? {} : { node: nodeId, panel: 'edit' }} className={rows.link}>
      {words}
    </Link>
  );
}

function Row({ botId, thing, onRing, onDrop }: { botId: string; thing: DueThing; onRing: () => void; onDrop: () => void }) {
  const { t } = useTranslation(['timers', 'series']);
  const botTime = useBotTime(botId);
  const why = thing.kind === 'watch' ? t('segmentUnusable') : thing.kind === 'feed' && thing.reasonCode !== null ? t(`series:feedErrors.${thing.reasonCode}` as 'series:feedErrors.network', { defaultValue: thing.reason ?? '' }) : (thing.reason ?? '');
  const what = thing.purpose === 'noAnswer' ? t('noAnswer') : t(thing.inSeries ? 'seriesStep' : `kinds.${thing.kind}`);
  return (
    <li className={rows.person}>
      <div className={rows.words}>
        <div>
          <Place botId={botId} thing={thing} />
        </div>
        <div className={rows.text}>{[what, thing.kind === 'timer' ? thing.name : '', botTime(thing.dueAt), why].filter(Boolean).join(' · ')}</div>
      </div>
      {thing.state !== 'due' && <StateBadge tone={TONES[thing.state]}>{t(`states.${thing.state}`)}</StateBadge>}
      <div className={`${rows.tools} ${styles.line}`}>
        {thing.canRing && (
          <Button variant="default" size="xs" onClick={onRing}>
            {t(thing.kind === 'parked' ? 'again' : 'ring')}
          </Button>
        )}
        {thing.canDrop && (
          <Button variant="subtle" size="xs" color="red" onClick={onDrop}>
            {t('drop')}
          </Button>
        )}
      </div>
    </li>
  );
}
