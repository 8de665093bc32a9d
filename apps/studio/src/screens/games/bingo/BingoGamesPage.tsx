import { IconGridDots, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import { StateBadge } from '../../../ui/StateBadge';
import { toast } from '../../../ui/toast';
import forms from '../../settings/forms.module.css';
import { bingoGamesQuery, gameKeys } from '../gameQueries';
import styles from '../games.module.css';
import { BINGO_TONES } from './bingoTone';

const route = getRouteApi('/b/$botId/games/bingo');
const LOOK_AGAIN_MS = 5_000;

/** All games of bingo of the bot. */
export default function BingoGamesPage() {
  const { t } = useTranslation(['bingo', 'common']);
  const { botId } = route.useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const games = useQuery({ ...bingoGamesQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some((game) => game.state === 'running') ? LOOK_AGAIN_MS : false) });
  const create = async () => {
    setCreating(true);
    try {
      const example = { title: t('example.title'), card: { type: 'balls75' as const }, prizes: [{ id: 'first', name: t('example.first'), pattern: { type: 'line' as const }, winners: 3 }, { id: 'main', name: t('example.main'), pattern: { type: 'blackout' as const }, winners: 1 }] };
      const { id } = await call('POST /bots/:botId/bingo', { params: { botId }, body: { name: t('example.name'), document: example } });
      await client.invalidateQueries({ queryKey: gameKeys.bingo(botId), exact: true });
      await navigate({ to: '/b/$botId/games/bingo/$gameId', params: { botId, gameId: id } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setCreating(false);
    }
  };
  const newGame = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} loading={creating} onClick={() => void create()}>
      {t('list.new')}
    </Button>
  );
  const items = games.data?.items;
  if (games.error) return <ErrorState error={games.error} onRetry={() => void games.refetch()} />;
  if (!items) return <SkeletonList count={3} height={64} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconGridDots size={24} />} title={t('list.empty.title')} action={newGame}>
        {t('list.empty.text')}
      </EmptyState>
    );
  }
  return (
    <Card title={t('list.title')} aside={newGame}>
      <ul className={forms.rows}>
        {items.map((game) => (
          <li key={game.id}>
            <div className={forms.rowWords}>
              <div className={forms.rowTitle}>
                <Link to="/b/$botId/games/bingo/$gameId" params={{ botId, gameId: game.id }} className={styles.link}>
                  {game.name}
                </Link>
                <StateBadge tone={BINGO_TONES[game.state]}>{t(`state.${game.state}`)}</StateBadge>
              </div>
              <div className={forms.rowText}>
                {t('players', { count: game.players })}
                {game.round > 0 && ` · ${t('winnersCount', { count: game.winners })}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
