import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { followerImportQuery, lineKeys } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { NoAnswer } from './NoAnswer';
import { useLineChannel } from './useLineChannel';
import styles from './insight.module.css';

const LOOK_AGAIN_MS = 2_000;

/** Bringing in everybody who is a friend of the account already. */
export default function FollowersPage() {
  const { t } = useTranslation(['insight', 'common']);
  const { botId, channelId } = useLineChannel();
  const format = useFormat();
  const queryClient = useQueryClient();
  const state = useQuery({ ...followerImportQuery(botId, channelId), refetchInterval: (query) => (query.state.data?.state === 'running' ? LOOK_AGAIN_MS : false) });
  const start = useMutation({
    mutationFn: () => call('POST /bots/:botId/channels/:channelId/follower-import', { params: { botId, channelId } }),
    onSuccess: (data) => queryClient.setQueryData(lineKeys.followerImport(botId, channelId), data),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
  });
  const { data } = state;
  return (
    <Card title={t('import.title')}>
      <p className={styles.text}>{t('import.text')}</p>
      {state.error ? (
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      ) : !data ? (
        <SkeletonList count={1} height={60} />
      ) : (
        <>
          <div role="status">
            {data.state === 'running' && <p>{t('import.running', { seen: format.number(data.seen) })}</p>}
            {data.state === 'done' && <p>{t('import.done', { seen: format.number(data.seen), added: format.number(data.added) })}</p>}
            {data.state === 'failed' && (
              <>
                <p>{t('import.failed')}</p>
                <NoAnswer state={data.problem ?? 'refused'} />
              </>
            )}
          </div>
          <Button mt="sm" loading={start.isPending || data.state === 'running'} onClick={() => start.mutate()}>
            {t(data.state === 'none' ? 'import.start' : 'import.again')}
          </Button>
        </>
      )}
    </Card>
  );
}
