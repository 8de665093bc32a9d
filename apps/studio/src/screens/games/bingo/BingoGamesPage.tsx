import { IconGridDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { bingoGamesQuery, bingoKeys } from './bingoQueries';
import styles from '../games.module.css';
import { GameList } from '../shared/GameList';
import { useGameActions } from '../shared/useGameActions';
import { BINGO_TONES } from './bingoTone';

const route = getRouteApi('/b/$botId/games/bingo');
const LOOK_AGAIN_MS = 5_000;

/** All games of bingo of the bot. */
export default function BingoGamesPage() {
  const { t } = useTranslation('bingo');
  const { botId } = route.useParams();
  const navigate = useNavigate();
  const games = useQuery({ ...bingoGamesQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some((game) => game.state === 'running') ? LOOK_AGAIN_MS : false) });
  const { attempt, isBusy } = useGameActions({ list: bingoKeys.list(botId) });
  const create = () =>
    attempt(async () => {
      const example = { title: t('example.title'), card: { type: 'balls75' as const }, prizes: [{ id: 'first', name: t('example.first'), pattern: { type: 'line' as const }, winners: 3 }, { id: 'main', name: t('example.main'), pattern: { type: 'blackout' as const }, winners: 1 }] };
      const { id } = await call('POST /bots/:botId/bingo', { params: { botId }, body: { name: t('example.name'), document: example } });
      await navigate({ to: '/b/$botId/games/bingo/$gameId', params: { botId, gameId: id } });
    });
  return (
    <GameList
      query={games}
      title={t('list.title')}
      create={{ label: t('list.new'), isBusy, onClick: () => void create() }}
      empty={{ icon: <IconGridDots size={24} />, title: t('list.empty.title'), text: t('list.empty.text') }}
      line={(game) => ({
        id: game.id,
        link: (
          <Link to="/b/$botId/games/bingo/$gameId" params={{ botId, gameId: game.id }} className={styles.link}>
            {game.name}
          </Link>
        ),
        tone: BINGO_TONES[game.state],
        state: t(`state.${game.state}`),
        facts: [t('players', { count: game.players }), game.round > 0 && t('winnersCount', { count: game.winners })],
      })}
    />
  );
}
