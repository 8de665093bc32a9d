import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { pollKeys, type PollDetail } from './pollQueries';
import { useGameActions } from '../shared/useGameActions';

/** What can be done with a poll besides changing it. */
export function usePollActions(botId: string, pollId: string) {
  const { t } = useTranslation('games');
  const navigate = useNavigate();
  const { isBusy, attempt, forget } = useGameActions<PollDetail>({ list: pollKeys.list(botId), one: pollKeys.one(botId, pollId) });
  const params = { botId, pollId };
  return {
    isBusy,
    open: () => attempt(() => call('POST /bots/:botId/polls/:pollId/open', { params })),
    close: () => attempt(() => call('POST /bots/:botId/polls/:pollId/close', { params })),
    copy: (name: string) =>
      attempt(async () => {
        const made = await call('POST /bots/:botId/polls/:pollId/copy', { params, body: { name: t('copyName', { name }).slice(0, 120) } });
        await navigate({ to: '/b/$botId/games/polls/$pollId', params: { botId, pollId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/polls/:pollId', { params });
        await navigate({ to: '/b/$botId/games', params: { botId } });
        forget();
      }),
  };
}
