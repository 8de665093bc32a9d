import { IconPlus, IconStairsUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { newSeries } from './newSeries';
import { SeriesPeople } from './SeriesPeople';
import { seriesKeys, seriesListQuery, type Series } from './seriesQueries';
import { SendTabs } from './SendTabs';
import rows from '../people/PeopleRows.module.css';

const route = getRouteApi('/b/$botId/campaigns/series');
const TONES: Record<Series['state'], Tone> = { draft: 'plain', live: 'good', changed: 'warn', archived: 'plain' };

/** Series of steps, each with what became of the people in it. */
export default function SeriesPage() {
  const { t, i18n } = useTranslation(['series', 'nodes', 'common']);
  const { botId } = route.useParams();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const series = useQuery(seriesListQuery(botId));
  const [making, setMaking] = useState(false);
  const items = series.data?.items;
  const make = async () => {
    setMaking(true);
    try {
      const document = newSeries({ name: t('new.name'), first: t('new.first'), second: t('new.second') }, i18n.language);
      const flow = await call('POST /bots/:botId/flows', { params: { botId }, body: { document } });
      await client.invalidateQueries({ queryKey: seriesKeys.all(botId) });
      await navigate({ to: '/b/$botId/flows/$flowId', params: { botId, flowId: flow.id }, search: {} });
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
      setMaking(false);
    }
  };
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} loading={making} onClick={() => void make()}>
      {t('new.verb')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('title')} text={t('text')} actions={items && items.length > 0 && create} />
      <SendTabs botId={botId} />
      {series.error ? (
        <ErrorState error={series.error} onRetry={() => void series.refetch()} />
      ) : !items ? (
        <SkeletonList count={3} height={72} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconStairsUp size={24} />} title={t('empty.title')} action={create}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('title')}>
          {items.map((one) => (
            <li key={one.flowId} className={rows.person}>
              <div className={rows.words}>
                <Link to="/b/$botId/campaigns/series/$flowId" params={{ botId, flowId: one.flowId }} className={rows.link}>
                  {one.name}
                </Link>
                <div className={rows.text}>{one.triggers.map((type) => t(`nodes:nodes.${type}.title` as never) as string).join(' · ') || t('noTrigger')}</div>
              </div>
              <SeriesPeople people={one.people} />
              <StateBadge tone={TONES[one.state]}>{t(`states.${one.state}`)}</StateBadge>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
