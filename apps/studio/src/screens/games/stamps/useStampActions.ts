import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useGameActions } from '../shared/useGameActions';
import { type StampCardDetail, type StampCardDocument, stampKeys } from './stampQueries';

/** What can be done with a stamp card besides changing it. */
export function useStampActions(botId: string, cardId: string) {
  const { t } = useTranslation('games');
  const navigate = useNavigate();
  const { isBusy, attempt, forget } = useGameActions<StampCardDetail>({ list: stampKeys.list(botId), one: stampKeys.one(botId, cardId) });
  const params = { botId, cardId };
  return {
    isBusy,
    open: () => attempt(() => call('POST /bots/:botId/stamp-cards/:cardId/open', { params })),
    stop: () => attempt(() => call('POST /bots/:botId/stamp-cards/:cardId/stop', { params })),
    /** A draft of its own, with this game's rules or with those of `document`. */
    copy: (name: string, document?: StampCardDocument) =>
      attempt(async () => {
        const body = { name: t('copyName', { name }).slice(0, 120) };
        const made = document ? await call('POST /bots/:botId/stamp-cards', { params: { botId }, body: { ...body, document } }) : await call('POST /bots/:botId/stamp-cards/:cardId/copy', { params, body });
        await navigate({ to: '/b/$botId/games/stamps/$cardId', params: { botId, cardId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/stamp-cards/:cardId', { params });
        await navigate({ to: '/b/$botId/games/stamps', params: { botId } });
        forget();
      }),
  };
}
