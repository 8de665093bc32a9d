import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { pollKeys, type PollDetail, type PollDocument } from './pollQueries';
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
    /** A draft of its own, with this game's rules or with those of `document`. */
    copy: (name: string, document?: PollDocument) =>
      attempt(async () => {
        const body = { name: t('copyName', { name }).slice(0, 120) };
        const made = document ? await call('POST /bots/:botId/polls', { params: { botId }, body: { ...body, document } }) : await call('POST /bots/:botId/polls/:pollId/copy', { params, body });
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
