import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { toast } from '../../ui/toast';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];

/** Pausing (with undo) and disconnecting (asked first: customers notice at once). */
export function ChannelEnd({ botId, channel }: { botId: string; channel: Channel }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const name = channel.displayName ?? channel.name;
  const params = { botId, channelId: channel.id };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: keys.channels(botId) });
  };
  const pause = () =>
    attempt(async () => {
      await call('PATCH /bots/:botId/channels/:channelId', { params, body: { state: 'paused' } });
      toast(t('pausedNow', { name }), { undo: () => attempt(() => call('POST /bots/:botId/channels/:channelId/resume', { params })) });
    });
  const disconnect = () =>
    attempt(async () => {
      await call('DELETE /bots/:botId/channels/:channelId', { params });
      toast(t('disconnected', { name }));
      await navigate({ to: '/b/$botId/settings/channels', params: { botId } });
    });
  return (
    <Card title={t('more.title')}>
      <ul className={styles.more}>
        {channel.state === 'active' && (
          <li>
            <span>{t('more.pauseText')}</span>
            <Button variant="default" onClick={() => void pause()}>
              {t('more.pause')}
            </Button>
          </li>
        )}
        <li>
          <span>{t('more.disconnectText')}</span>
          <Button variant="outline" color="red" onClick={() => setAsking(true)}>
            {t('more.disconnect')}
          </Button>
        </li>
      </ul>
      <ConfirmWithNumber opened={asking} title={t('disconnect.title')} sentence={t('disconnect.sentence', { name })} verb={t('more.disconnect')} danger onConfirm={disconnect} onClose={() => setAsking(false)} />
    </Card>
  );
}
