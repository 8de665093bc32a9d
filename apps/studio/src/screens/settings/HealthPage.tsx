import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelCheckQuery, channelsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { askReadiness } from './askReadiness';
import styles from './HealthPage.module.css';

const route = getRouteApi('/b/$botId/settings/health');

/** Is it us or LINE? */
export default function HealthPage() {
  const { t } = useTranslation(['settings', 'common']);
  const { botId } = route.useParams();
  const server = useQuery({ queryKey: ['health'], queryFn: askReadiness, staleTime: 0, retry: false });
  const channels = useQuery(channelsQuery(botId));
  const lineChannels = channels.data?.items.filter(({ kind }) => kind === 'line') ?? [];
  const checks = useQueries({ queries: lineChannels.map(({ id }) => channelCheckQuery(botId, id)) });
  const again = () => void Promise.all([server.refetch(), ...checks.map((check) => check.refetch())]);

  return (
    <>
      <PageHead
        title={t('health.title')}
        text={t('health.text')}
        actions={
          <Button variant="default" onClick={again}>
            {t('health.again')}
          </Button>
        }
      />
      {server.error || channels.error ? (
        <ErrorState error={server.error ?? channels.error} onRetry={() => void Promise.all([server.refetch(), channels.refetch()])} />
      ) : !server.data || !channels.data ? (
        <SkeletonList />
      ) : (
        <Stack>
          <Card title={t('health.server')}>
            <p className={styles.line} data-tone={server.data.ready ? 'good' : 'danger'}>
              {server.data.ready ? t('health.ready') : t('health.notReady')}
            </p>
            {server.data.message && <p className={styles.said}>{t('health.says', { message: server.data.message })}</p>}
          </Card>
          {lineChannels.length === 0 && <Card>{t('health.noChannel')}</Card>}
          {lineChannels.map((channel, index) => {
            const check = checks[index];
            const troubles = check?.data?.problems.length ?? 0;
            return (
              <Card
                key={channel.id}
                title={t('health.channel', { name: channel.displayName ?? channel.name })}
                aside={
                  <Link to="/b/$botId/settings/channels/$channelId" params={{ botId, channelId: channel.id }}>
                    {t('health.look')}
                  </Link>
                }
              >
                {channel.state === 'paused' && (
                  <p className={styles.line} data-tone="danger">
                    {t('health.channelPaused')}
                  </p>
                )}
                {check?.error ? (
                  <ErrorState error={check.error} />
                ) : check?.data ? (
                  <p className={styles.line} data-tone={troubles === 0 ? 'good' : 'warn'}>
                    {troubles === 0 ? t('health.channelOk') : t('health.channelTrouble', { count: troubles })}
                  </p>
                ) : (
                  <SkeletonList count={1} height={24} />
                )}
              </Card>
            );
          })}
          <Card title={t('health.figures')}>
            <a href="/metrics">{t('health.metrics')}</a>
          </Card>
        </Stack>
      )}
    </>
  );
}
