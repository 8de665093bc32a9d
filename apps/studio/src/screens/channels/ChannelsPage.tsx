import { IconDeviceMobile, IconMessageCircle, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import styles from './ChannelsPage.module.css';

const route = getRouteApi('/b/$botId/settings/channels');

/** Where the bot talks: LINE accounts, and the built-in channel of the phone. */
export default function ChannelsPage() {
  const { t } = useTranslation('channels');
  const { botId } = route.useParams();
  const channels = useQuery(channelsQuery(botId));
  const lineChannels = channels.data?.items.filter(({ kind }) => kind === 'line');
  const connect = (
    <ButtonLink to="/b/$botId/settings/channels/new" params={{ botId }} leftSection={<IconPlugConnected size={18} aria-hidden />}>
      {t('connect')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t('title')} text={t('text')} actions={lineChannels && lineChannels.length > 0 ? connect : undefined} />
      {channels.error ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : !lineChannels ? (
        <SkeletonList count={2} height={80} />
      ) : (
        <>
          {lineChannels.length === 0 && (
            <div className={styles.empty}>
              <EmptyState icon={<IconPlugConnected size={24} />} title={t('empty.title')} action={connect}>
                {t('empty.text')}
              </EmptyState>
            </div>
          )}
          <ul className={styles.list}>
            {lineChannels.map((channel) => (
              <li key={channel.id} className={styles.channel}>
                <IconMessageCircle size={28} stroke={1.5} aria-hidden />
                <div className={styles.words}>
                  <Link to="/b/$botId/settings/channels/$channelId" params={{ botId, channelId: channel.id }} className={styles.link}>
                    {channel.displayName ?? channel.name}
                  </Link>
                  <div className={styles.text}>{[channel.basicId, channel.displayName && channel.name !== channel.displayName ? channel.name : undefined].filter(Boolean).join(' · ')}</div>
                </div>
                <StateBadge tone={channel.state === 'active' ? 'good' : 'danger'}>{t(`state.${channel.state}`)}</StateBadge>
              </li>
            ))}
            <li className={styles.channel}>
              <IconDeviceMobile size={28} stroke={1.5} aria-hidden />
              <div className={styles.words}>
                <div className={styles.name}>{t('simulator.name')}</div>
                <div className={styles.text}>{t('simulator.text')}</div>
              </div>
            </li>
          </ul>
        </>
      )}
    </>
  );
}
