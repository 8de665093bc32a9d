import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openStream } from '../../../api/openStream';
import { PageHead } from '../../../shell/PageHead';
import { Button } from '../../../ui/Button';
import { ConfirmWithNumber } from '../../../ui/ConfirmWithNumber';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import { Stack } from '../../../ui/Stack';
import { StateBadge } from '../../../ui/StateBadge';
import connect from '../../channels/ConnectPage.module.css';
import { type BingoDetail, bingoGameQuery, gameKeys } from '../gameQueries';
import { BingoBoard } from './BingoBoard';
import { BingoForm } from './BingoForm';
import { BingoShare } from './BingoShare';
import { BingoWinners } from './BingoWinners';
import { BINGO_TONES } from './bingoTone';
import { useBingoActions } from './useBingoActions';

const route = getRouteApi('/b/$botId/games/bingo/$gameId');

/** One game: its rules until people may join, then the host's screen. */
export default function BingoPage() {
  const { t } = useTranslation(['bingo', 'games']);
  const { botId, gameId } = route.useParams();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'end' | 'delete'>();
  const game = useQuery(bingoGameQuery(botId, gameId));
  const actions = useBingoActions(botId, gameId);
  const state = game.data?.state;
  const isLive = state === 'joining' || state === 'running' || state === 'between';
  useEffect(() => {
    if (!isLive) return;
    const url = `/api/v1/bots/${botId}/bingo/${gameId}/stream`;
    return openStream(url, {
      // The stream leaves the address of the public page out: it does not change with the game.
      page: (page: Omit<BingoDetail, 'page'> | null) => page && client.setQueryData<BingoDetail>(gameKeys.bingoGame(botId, gameId), (before) => before && { ...page, page: before.page }),
    });
  }, [botId, gameId, isLive, client]);
  const back = (
    <Link to="/b/$botId/games/bingo" params={{ botId }} className={connect.back}>
      <IconArrowLeft size={18} aria-hidden /> {t('back')}
    </Link>
  );
  if (game.error) {
    return (
      <>
        {back}
        <ErrorState error={game.error} heading onRetry={() => void game.refetch()} />
      </>
    );
  }
  if (!game.data) return <SkeletonList count={3} height={140} />;
  const { data } = game;
  return (
    <>
      {back}
      <PageHead
        title={data.name}
        text={<StateBadge tone={BINGO_TONES[data.state]}>{t(`state.${data.state}`)}</StateBadge>}
        actions={
          <>
            <Button variant="default" disabled={actions.isBusy} onClick={() => void actions.copy(data.name)}>
              {t('games:copy')}
            </Button>
            {isLive ? (
              <Button variant="outline" color="red" disabled={actions.isBusy} onClick={() => setAsking('end')}>
                {t('end.button')}
              </Button>
            ) : (
              <Button variant="outline" color="red" disabled={actions.isBusy} onClick={() => setAsking('delete')}>
                {t('games:delete')}
              </Button>
            )}
          </>
        }
      />
      <Stack>
        {data.state === 'draft' ? (
          <BingoForm key={data.revision} botId={botId} game={data} onOpen={actions.open} />
        ) : (
          <>
            <BingoBoard game={data} actions={actions} />
            <BingoWinners botId={botId} game={data} />
            <BingoShare botId={botId} game={data} />
          </>
        )}
      </Stack>
      <ConfirmWithNumber opened={asking === 'end'} title={t('end.title')} sentence={t('end.sentence', { count: data.players })} verb={t('end.button')} danger onConfirm={actions.end} onClose={() => setAsking(undefined)} />
      <ConfirmWithNumber opened={asking === 'delete'} title={t('remove.title')} sentence={t('remove.sentence', { count: data.players })} verb={t('games:delete')} danger onConfirm={actions.remove} onClose={() => setAsking(undefined)} />
    </>
  );
}
