import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../api/queries';
import styles from './ChannelState.module.css';

/** One glance at the LINE connection; leads to its settings. */
export function ChannelState({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const { data } = useQuery(channelsQuery(botId));
  if (!data) return null;
  const channels = data.items.filter(({ kind }) => kind === 'line');
  const state = channels.length === 0 ? 'none' : channels.some((channel) => channel.state === 'paused') ? 'paused' : 'active';
  return (
    <Link to="/b/$botId/settings/channels" params={{ botId }} className={styles.chip} data-state={state}>
      <span className={styles.dot} aria-hidden />
      <span className={styles.text}>{t(`line.${state}`)}</span>
    </Link>
  );
}
