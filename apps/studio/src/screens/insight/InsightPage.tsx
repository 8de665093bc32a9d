import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { demographicsQuery, insightDaysQuery } from '../../api/lineQueries';
import type { RouteOutput } from '../../api/call';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { DayChart, type DaySeries } from './DayChart';
import { Demographics } from './Demographics';
import { NoAnswer } from './NoAnswer';
import { UnitEvents } from './UnitEvents';
import { useLineChannel } from './useLineChannel';

type Day = RouteOutput<'GET /bots/:botId/channels/:channelId/insight/days'>['items'][number];
type Answer<T> = { state: 'ready'; value: T } | { state: string };
const SPANS = [7, 14, 30];

/** What LINE counts: friends, what was sent, who they are, and who opened what. */
export default function InsightPage() {
  const { t } = useTranslation(['insight', 'common']);
  const { botId, channelId } = useLineChannel();
  const [count, setCount] = useState(14);
  const days = useQuery(insightDaysQuery(botId, channelId, count));
  const demographics = useQuery(demographicsQuery(botId, channelId));
  const items = days.data?.items;
  const span = <NativeSelect aria-label={t('days', { count })} value={String(count)} onChange={(event) => setCount(Number(event.currentTarget.value))} data={SPANS.map((value) => ({ value: String(value), label: t('days', { count: value }) }))} />;
  return (
    <Stack>
      <Card title={t('followers.title')} aside={span}>
        {days.error ? <ErrorState error={days.error} onRetry={() => void days.refetch()} /> : !items ? <SkeletonList count={1} height={160} /> : <Days items={items} of={(day) => day.followers} series={(['reachable', 'blocks', 'followers'] as const).map((field) => ({ name: t(`followers.${field}`), pick: (value: Record<string, number | null>) => value[field] ?? null }))} />}
      </Card>
      <Card title={t('sent.title')}>
        {!items ? (
          <SkeletonList count={1} height={160} />
        ) : (
          <SentDays items={items} names={{ reply: t('sent.reply'), push: t('sent.push'), multicast: t('sent.multicast'), broadcast: t('sent.broadcast') }} />
        )}
      </Card>
      <Card title={t('delivered.title')}>
        {!items ? (
          <SkeletonList count={1} height={160} />
        ) : (
          <>
            <p>{t('delivered.text')}</p>
            <Days items={items} of={(day) => day.delivered} series={[{ name: t('delivered.total'), pick: (value: Record<string, number | null>) => Object.values(value).reduce<number>((sum, one) => sum + (one ?? 0), 0) }]} />
          </>
        )}
      </Card>
      <Card title={t('demographics.title')}>
        {demographics.error ? <ErrorState error={demographics.error} onRetry={() => void demographics.refetch()} /> : !demographics.data ? <SkeletonList count={1} height={120} /> : <Demographics answer={demographics.data} />}
      </Card>
      <UnitEvents botId={botId} channelId={channelId} />
    </Stack>
  );
}

/** A chart of days for one kind of question; when no day has an answer, the reason of the last. */
function Days({ items, of, series }: { items: Day[]; of: (day: Day) => Answer<Record<string, number | null>>; series: { name: string; pick: (value: Record<string, number | null>) => number | null }[] }) {
  if (!items.some((day) => of(day).state === 'ready')) return <NoAnswer state={of(items.at(-1)!).state} />;
  const made: DaySeries[] = series.map(({ name, pick }) => ({ name, values: items.map((day) => valueOf(of(day), pick)) }));
  return <DayChart days={items.map(({ day }) => day)} series={made} />;
}

function SentDays({ items, names }: { items: Day[]; names: Record<keyof Day['sent'], string> }) {
  const kinds = Object.keys(names) as (keyof Day['sent'])[];
  if (!items.some((day) => kinds.some((kind) => day.sent[kind].state === 'ready'))) return <NoAnswer state={items.at(-1)!.sent.push.state} />;
  return <DayChart days={items.map(({ day }) => day)} series={kinds.map((kind) => ({ name: names[kind], values: items.map((day) => valueOf<number>(day.sent[kind], (value) => value)) }))} />;
}

function valueOf<T>(answer: Answer<T>, pick: (value: T) => number | null): number | null {
  return 'value' in answer ? pick(answer.value) : null;
}
