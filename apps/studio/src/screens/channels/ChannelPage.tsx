import { IconAlertTriangle, IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelCheckQuery, channelsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { PageNotFound } from '../../shell/PageFallbacks';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { StateBadge } from '../../ui/StateBadge';
import { ChannelChecklist } from './ChannelChecklist';
import { ChannelEnd } from './ChannelEnd';
import { ChannelKeys } from './ChannelKeys';
import { ChannelPaused } from './ChannelPaused';
import { ChannelQuota } from './ChannelQuota';
import { ChannelSignature } from './ChannelSignature';
import { ChannelWebhook } from './ChannelWebhook';
import { TokenKey } from './TokenKey';
import connect from './ConnectPage.module.css';
import styles from './ChannelPage.module.css';

const route = getRouteApi('/b/$botId/settings/channels/$channelId');

/** One LINE account: who LINE says it is, where messages are delivered, how many are left, and its keys. */
export default function ChannelPage() {
  const { t } = useTranslation(['channels', 'common']);
  const { botId, channelId } = route.useParams();
  const channels = useQuery(channelsQuery(botId));
  const channel = channels.data?.items.find(({ id, kind }) => id === channelId && kind === 'line');
  const check = useQuery({ ...channelCheckQuery(botId, channelId), enabled: channel !== undefined });

  if (channels.error) return <ErrorState heading error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data)
    return (
      <>
        <PageHead title={t('title')} />
        <SkeletonList height={140} />
      </>
    );
  if (!channel) return <PageNotFound />;
  return (
    <>
      <Link to="/b/$botId/settings/channels" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('title')}
      </Link>
      <PageHead title={channel.displayName ?? channel.name} actions={<StateBadge tone={channel.state === 'active' ? 'good' : 'danger'}>{t(`state.${channel.state}`)}</StateBadge>} />
      <Stack>
        {channel.state === 'paused' && <ChannelPaused botId={botId} channel={channel} />}
        <Card
          title={t('who.title')}
          aside={
            <Button variant="default" size="xs" loading={check.isFetching} onClick={() => void check.refetch()}>
              {t('who.again')}
            </Button>
          }
        >
          {check.error ? (
            <ErrorState error={check.error} onRetry={() => void check.refetch()} />
          ) : !check.data ? (
            <p role="status">{t('who.checking')}</p>
          ) : (
            <>
              {check.data.botInfo && (
                <dl className={styles.facts}>
                  <dt>{t('who.name')}</dt>
                  <dd>{check.data.botInfo.displayName}</dd>
                  <dt>{t('who.basicId')}</dt>
                  <dd>{check.data.botInfo.basicId}</dd>
                </dl>
              )}
              {check.data.problems.length === 0 ? (
                <p className={styles.fine}>
                  <IconCircleCheck size={20} aria-hidden /> {t('who.ok')}
                </p>
              ) : (
                <>
                  <p>{t('who.attention')}</p>
                  <ul className={styles.problems}>
                    {check.data.problems.map((problem) => (
                      <li key={problem.code}>
                        <IconAlertTriangle size={18} aria-hidden />
                        <span>{t(`problems.${problem.code}`, { message: problem.message, ...problem.params })}</span>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )}
        </Card>
        <ChannelWebhook botId={botId} channel={channel} webhook={check.data?.webhook} />
        <ChannelChecklist botId={botId} channel={channel} check={check.data} />
        <ChannelQuota botId={botId} channelId={channelId} />
        <ChannelSignature botId={botId} channelId={channelId} />
        <ChannelKeys botId={botId} channel={channel} />
        {channel.kind === 'line' && <TokenKey botId={botId} channel={channel} />}
        <ChannelEnd botId={botId} channel={channel} />
      </Stack>
    </>
  );
}
