import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries';
import type { PreviewSituation } from '../../blocks/previewBlocks';
import { Card } from '../../ui/Card';
import { Skeleton } from '../../ui/Skeleton';
import type { CampaignDesign } from './campaignQueries';
import styles from './run.module.css';

const BlocksPhone = lazy(() => import('../../blocks/BlocksPhone'));

/** What was sent, version by version. */
export function ContentPanel({ botId, botName, timeZone, language, design }: { botId: string; botName: string; timeZone: string; language: string; design: CampaignDesign }) {
  const { t } = useTranslation('campaigns');
  const { what } = design;
  const flows = useQuery({ ...flowsQuery(botId), enabled: what.type === 'flow' }).data?.items;
  const mainLanguage = (what.type === 'messages' ? what.language : undefined) ?? language;
  const situation = useMemo<PreviewSituation>(
    () => ({ person: { id: 'sample', displayName: t('sample.name'), language: mainLanguage, fields: {}, tags: [], isFriend: true, createdAt: 0 }, bot: { id: botId, name: botName, timeZone }, mainLanguage, now: Date.now() }),
    [botId, botName, timeZone, mainLanguage, t],
  );
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
            <BlocksPhone blocks={blocks} situation={situation} title={botName} label={t('blocks.previewOf', { letter: id })} />
          </Suspense>
        </Card>
      ))}
    </div>
  );
}
