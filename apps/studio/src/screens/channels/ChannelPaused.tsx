import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];

/** Why nothing is sent, and going on. */
export function ChannelPaused({ botId, channel }: { botId: string; channel: Channel }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const name = channel.displayName ?? channel.name;
  const resume = useMutation({
    mutationFn: () => call('POST /bots/:botId/channels/:channelId/resume', { params: { botId, channelId: channel.id } }),
    onSuccess: () => toast(t('resumedNow', { name })),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels(botId) }),
  });
  const reason = channel.pausedReason ?? 'byPerson';
  return (
    <section className={styles.paused}>
      <h2>{t('paused.title')}</h2>
      <p>{['unauthorized', 'credentials', 'byPerson'].includes(reason) ? t(`paused.${reason}`) : t('paused.other', { reason })}</p>
      <div>
        <Button variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('paused.resume')}
        </Button>
      </div>
    </section>
  );
}
