import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import connect from '../channels/ConnectPage.module.css';
import { SegmentDesk } from './SegmentDesk';
import { segmentQuery } from './segmentQueries';

const route = getRouteApi('/b/$botId/people/segments/$segmentId');

/** A saved segment. */
export default function SegmentPage() {
  const { t } = useTranslation('segments');
  const { botId, segmentId } = route.useParams();
  // What is being edited must not be replaced under somebody's hands.
  const segment = useQuery({ ...segmentQuery(botId, segmentId), refetchOnWindowFocus: false, staleTime: Infinity });
  return (
    <>
      <Link to="/b/$botId/people/segments" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      {segment.error ? (
        <ErrorState heading error={segment.error} onRetry={() => void segment.refetch()} />
      ) : (
        <>
          <PageHead title={segment.data?.name ?? t('title')} text={t('desk.text')} />
          {segment.data ? <SegmentDesk key={segmentId} botId={botId} saved={segment.data} initial={segment.data.definition} /> : <SkeletonList count={3} height={120} />}
        </>
      )}
    </>
  );
}
