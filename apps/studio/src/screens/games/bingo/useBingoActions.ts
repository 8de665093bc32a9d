import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { type BingoDetail, type BingoDocument, bingoKeys } from './bingoQueries';
import { useGameActions } from '../shared/useGameActions';

/** What can be done with a game besides changing its rules. */
export function useBingoActions(botId: string, gameId: string) {
  const { t } = useTranslation('games');
  const navigate = useNavigate();
  const { isBusy, attempt, forget } = useGameActions<BingoDetail>({ list: bingoKeys.list(botId), one: bingoKeys.one(botId, gameId) });
  const params = { botId, gameId };
  return {
    isBusy,
    open: () => attempt(() => call('POST /bots/:botId/bingo/:gameId/open', { params })),
    start: () => attempt(() => call('POST /bots/:botId/bingo/:gameId/start', { params })),
    /** @param after calls this screen has seen, so that an impatient second click calls nothing */
    callNext: (after: number, item?: number) => attempt(() => call('POST /bots/:botId/bingo/:gameId/calls', { params, body: { after, ...(item !== undefined && { item }) } })),
    undo: (after: number) => attempt(() => call('POST /bots/:botId/bingo/:gameId/undo', { params, body: { after } })),
    end: () => attempt(() => call('POST /bots/:botId/bingo/:gameId/end', { params })),
    /** A draft of its own, with this game's rules or with those of `document`. */
    copy: (name: string, document?: BingoDocument) =>
      attempt(async () => {
        const body = { name: t('copyName', { name }).slice(0, 120) };
        const made = document ? await call('POST /bots/:botId/bingo', { params: { botId }, body: { ...body, document } }) : await call('POST /bots/:botId/bingo/:gameId/copy', { params, body });
        await navigate({ to: '/b/$botId/games/bingo/$gameId', params: { botId, gameId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/bingo/:gameId', { params });
        await navigate({ to: '/b/$botId/games/bingo', params: { botId } });
        forget();
      }),
  };
}
