import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { campaignQuery } from './campaignQueries';
import { isChanging } from './designModel';

// What edits a campaign and what reports on one are used by turns: neither waits for the other's code.
const DraftPage = lazy(() => import('./DraftPage').then(({ DraftPage: page }) => ({ default: page })));
const RunPage = lazy(() => import('./RunPage').then(({ RunPage: page }) => ({ default: page })));
const route = getRouteApi('/b/$botId/campaigns/$campaignId');

/** One campaign: while it is a draft, or taken back to be changed, the page that makes it; else the page that shows how it goes. */
export default function CampaignPage() {
  const { t } = useTranslation('campaigns');
  const { botId, campaignId } = route.useParams();
  const { tab } = route.useSearch();
  const campaign = useQuery(campaignQuery(botId, campaignId));
  const loading = (
    <>
      <PageHead title={t('title')} />
      <SkeletonList count={3} height={180} />
    </>
  );
  if (campaign.error && !campaign.data) return <ErrorState heading error={campaign.error} onRetry={() => void campaign.refetch()} />;
  if (!campaign.data) return loading;
  // What went out before can be looked at in between: its parts have addresses.
  const isMade = campaign.data.state === 'draft' || (isChanging(campaign.data) && tab === undefined);
  return <Suspense fallback={loading}>{isMade ? <DraftPage key={campaignId} botId={botId} campaign={campaign.data} /> : <RunPage key={campaignId} botId={botId} campaign={campaign.data} />}</Suspense>;
}
