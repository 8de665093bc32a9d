import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import connect from '../../channels/ConnectPage.module.css';
import { bingoGameQuery, bingoKeys } from './bingoQueries';
import { backWords, GameFrame } from '../shared/GameFrame';
import { Refusals } from '../shared/Refusals';
import { useLiveGame } from '../shared/useLiveGame';
import { BingoBoard } from './BingoBoard';
import { BingoForm } from './BingoForm';
import { BingoPlayers } from './BingoPlayers';
import { BingoShare } from './BingoShare';
import { BingoWinners } from './BingoWinners';
import { BINGO_TONES } from './bingoTone';
import { useBingoActions } from './useBingoActions';

const route = getRouteApi('/b/$botId/games/bingo/$gameId');
const isLive = (state: string | undefined) => state === 'joining' || state === 'running' || state === 'between';

/** One game: its rules until people may join, then the host's screen. */
export default function BingoPage() {
  const { t } = useTranslation(['bingo', 'games']);
  const { botId, gameId } = route.useParams();
  const game = useQuery(bingoGameQuery(botId, gameId));
  const actions = useBingoActions(botId, gameId);
  useLiveGame('/bots/:botId/bingo/:gameId/stream', { botId, gameId }, bingoKeys.one(botId, gameId), isLive(game.data?.state));
  return (
    <GameFrame
      query={game}
      back={
        <Link to="/b/$botId/games/bingo" params={{ botId }} className={connect.back}>
          {backWords(t('back'))}
        </Link>
      }
      head={({ name, state, players }) => ({
        title: name,
        state: t(`state.${state}`),
        tone: BINGO_TONES[state],
        isBusy: actions.isBusy,
        actions: [
          { id: 'copy', label: t('games:copy'), run: () => actions.copy(name) },
          isLive(state)
            ? { id: 'end', label: t('end.button'), look: 'danger', confirm: { title: t('end.title'), sentence: t('end.sentence', { count: players }) }, run: actions.end }
            : { id: 'delete', label: t('games:delete'), look: 'danger', confirm: { title: t('remove.title'), sentence: t('remove.sentence', { count: players }) }, run: actions.remove },
        ],
      })}
    >
      {(data) =>
        data.state === 'draft' ? (
          <BingoForm key={data.revision} botId={botId} game={data} onOpen={actions.open} onCopy={actions.copy} />
        ) : (
          <>
            <BingoBoard game={data} actions={actions} />
            <BingoWinners botId={botId} game={data} />
            <BingoPlayers botId={botId} game={data} />
            <BingoShare botId={botId} game={data} />
            <Refusals botId={botId} gameId={gameId} />
          </>
        )
      }
    </GameFrame>
  );
}
