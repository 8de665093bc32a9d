import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { toast } from '../../ui/toast';
import { gameKeys, type PollDetail } from './gameQueries';

/** What can be done with a poll besides changing it. */
export function usePollActions(botId: string, pollId: string) {
  const { t } = useTranslation(['games', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: gameKeys.polls(botId) });
    }
  };
  const keep = (poll: PollDetail) => client.setQueryData(gameKeys.poll(botId, pollId), poll);
  const params = { botId, pollId };
  return {
    isBusy,
    open: () => attempt(async () => keep(await call('POST /bots/:botId/polls/:pollId/open', { params }))),
    close: () => attempt(async () => keep(await call('POST /bots/:botId/polls/:pollId/close', { params }))),
    copy: (name: string) =>
      attempt(async () => {
        const made = await call('POST /bots/:botId/polls/:pollId/copy', { params, body: { name: t('copyName', { name }).slice(0, 120) } });
        await navigate({ to: '/b/$botId/games/polls/$pollId', params: { botId, pollId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/polls/:pollId', { params });
        await navigate({ to: '/b/$botId/games', params: { botId } });
        client.removeQueries({ queryKey: gameKeys.poll(botId, pollId) });
      }),
  };
}
