import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useGameActions } from '../shared/useGameActions';
import { type DrawDetail, type DrawDocument, drawKeys } from './drawQueries';

/** What can be done with a draw besides changing its rules. */
export function useDrawActions(botId: string, drawId: string) {
  const { t } = useTranslation('games');
  const navigate = useNavigate();
  const { isBusy, attempt, forget } = useGameActions<DrawDetail>({ list: drawKeys.list(botId), one: drawKeys.one(botId, drawId) });
  const params = { botId, drawId };
  return {
    isBusy,
    start: () => attempt(() => call('POST /bots/:botId/draws/:drawId/start', { params })),
    close: () => attempt(() => call('POST /bots/:botId/draws/:drawId/close', { params })),
    drawWinners: () => attempt(() => call('POST /bots/:botId/draws/:drawId/winners', { params })),
    stop: () => attempt(() => call('POST /bots/:botId/draws/:drawId/stop', { params })),
    /** A draft of its own, with this game's rules or with those of `document`. */
    copy: (name: string, document?: DrawDocument) =>
      attempt(async () => {
        const body = { name: t('copyName', { name }).slice(0, 120) };
        const made = document ? await call('POST /bots/:botId/draws', { params: { botId }, body: { ...body, document } }) : await call('POST /bots/:botId/draws/:drawId/copy', { params, body });
        await navigate({ to: '/b/$botId/games/draws/$drawId', params: { botId, drawId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/draws/:drawId', { params });
        await navigate({ to: '/b/$botId/games/draws', params: { botId } });
        forget();
      }),
  };
}
