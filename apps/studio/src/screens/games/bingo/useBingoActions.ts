import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { toast } from '../../../ui/toast';
import { type BingoDetail, gameKeys } from '../gameQueries';

/** What can be done with a game besides changing its rules. */
export function useBingoActions(botId: string, gameId: string) {
  const { t } = useTranslation(['bingo', 'games', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
      void client.invalidateQueries({ queryKey: gameKeys.bingoGame(botId, gameId) });
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: gameKeys.bingo(botId), exact: true });
    }
  };
  const keep = (game: BingoDetail) => client.setQueryData(gameKeys.bingoGame(botId, gameId), game);
  const params = { botId, gameId };
  return {
    isBusy,
    open: () => attempt(async () => keep(await call('POST /bots/:botId/bingo/:gameId/open', { params }))),
    start: () => attempt(async () => keep(await call('POST /bots/:botId/bingo/:gameId/start', { params }))),
    /** @param after calls this screen has seen, so that an impatient second click calls nothing */
    callNext: (after: number, item?: number) => attempt(async () => keep(await call('POST /bots/:botId/bingo/:gameId/calls', { params, body: { after, ...(item !== undefined && { item }) } }))),
    undo: (after: number) => attempt(async () => keep(await call('POST /bots/:botId/bingo/:gameId/undo', { params, body: { after } }))),
    end: () => attempt(async () => keep(await call('POST /bots/:botId/bingo/:gameId/end', { params }))),
    copy: (name: string) =>
      attempt(async () => {
        const made = await call('POST /bots/:botId/bingo/:gameId/copy', { params, body: { name: t('games:copyName', { name }).slice(0, 120) } });
        await navigate({ to: '/b/$botId/games/bingo/$gameId', params: { botId, gameId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/bingo/:gameId', { params });
        await navigate({ to: '/b/$botId/games/bingo', params: { botId } });
        client.removeQueries({ queryKey: gameKeys.bingoGame(botId, gameId) });
      }),
  };
}
