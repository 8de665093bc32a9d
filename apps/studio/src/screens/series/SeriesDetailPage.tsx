import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { ButtonLink } from '../../ui/ButtonLink';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { SeriesPeople } from './SeriesPeople';
import { seriesQuery } from './seriesQueries';
import { SeriesSettingsForm } from './SeriesSettingsForm';
import styles from './series.module.css';

const route = getRouteApi('/b/$botId/campaigns/series/$flowId');

/** One series: numbers per step, and how people enter it again and leave it. */
export default function SeriesDetailPage() {
  const { t } = useTranslation(['series', 'nodes']);
  const format = useFormat();
  const { botId, flowId } = route.useParams();
  const series = useQuery(seriesQuery(botId, flowId));
  if (series.error) return <ErrorState error={series.error} onRetry={() => void series.refetch()} />;
  if (!series.data) return <SkeletonList count={3} height={72} />;
  const { name, people, steps, settings } = series.data;
  return (
    <>
      <PageHead
        title={name}
        text={t('detail.text')}
        actions={
          <ButtonLink to="/b/$botId/flows/$flowId" params={{ botId, flowId }} search={{}} leftSection={<IconRoute size={16} aria-hidden />}>
            {t('detail.draw')}
          </ButtonLink>
        }
      />
      <div className={styles.columns}>
        <Card title={t('detail.numbers')}>
          <SeriesPeople people={people} />
          <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('detail.numbers')}>
            <table className={`${styles.table} cl-tabular`}>
              <thead>
                <tr>
                  {(['step', 'reached', 'times', 'waiting', 'left'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`columns.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {steps.map((step) => (
                  <tr key={step.nodeId}>
                    <td>{step.title || (t(`nodes:nodes.${step.type}.title` as never) as string)}</td>
                    {(['reached', 'times', 'waiting', 'left'] as const).map((column) => (
                      <td key={column}>{format.number(step[column])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
        <Card title={t('settings.title')}>
          <SeriesSettingsForm key={JSON.stringify(settings)} botId={botId} flowId={flowId} settings={settings} />
        </Card>
      </div>
    </>
  );
}
