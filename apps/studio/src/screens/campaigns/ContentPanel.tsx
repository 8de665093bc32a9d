import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries';
import { useSampleSituation } from '../../blocks/useSampleSituation';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { Skeleton } from '../../ui/Skeleton';
import { reportQuery, type CampaignDesign, type CampaignDetail } from './campaignQueries';
import styles from './run.module.css';

const BlocksPhone = lazy(() => import('../../blocks/BlocksPhone'));

interface Props {
  botId: string;
  campaign: CampaignDetail;
  /** The run looked at; none yet: what will be sent. */
  runId: string | undefined;
}

/** What was sent, version by version: as it was when the run began, whatever the campaign says by now. */
export function ContentPanel({ botId, campaign, runId }: Props) {
  const report = useQuery({ ...reportQuery(botId, campaign.id, runId ?? ''), enabled: runId !== undefined });
  const design = runId === undefined ? campaign.design : report.data?.design;
  if (design) return <Content botId={botId} design={design} />;
  return report.error ? <ErrorState error={report.error} onRetry={() => void report.refetch()} /> : <Skeleton height={360} radius={24} />;
}

function Content({ botId, design }: { botId: string; design: CampaignDesign }) {
  const { t } = useTranslation('campaigns');
  const { what } = design;
  const flows = useQuery({ ...flowsQuery(botId), enabled: what.type === 'flow' }).data?.items;
  const situation = useSampleSituation(botId, what.type === 'messages' ? what.language : undefined);
  if (what.type === 'flow')
    return (
      <Card title={t('what.flow.title')}>
        {what.flowId && (
          <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: what.flowId }}>
            {flows?.find(({ id }) => id === what.flowId)?.name ?? '…'}
          </Link>
        )}
      </Card>
    );
  return (
    <div className={styles.phones}>
      {what.variants.map(({ id, blocks }) => (
        <Card key={id} title={what.variants.length > 1 ? t('what.variant', { letter: id }) : t('what.title')}>
          <Suspense fallback={<Skeleton height={360} radius={24} />}>
            <BlocksPhone blocks={blocks} situation={situation} title={situation.bot.name} label={t('blocks.previewOf', { letter: id })} />
          </Suspense>
        </Card>
      ))}
    </div>
  );
}
