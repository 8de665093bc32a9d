import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import connect from '../../channels/ConnectPage.module.css';
import { backWords, GameFrame } from '../shared/GameFrame';
import { GIVING_TONES } from '../shared/givingTone';
import { Refusals } from '../shared/Refusals';
import { StampCardForm } from './StampCardForm';
import { StampNumbers } from './StampNumbers';
import { StampPeople } from './StampPeople';
import { StampPlaces } from './StampPlaces';
import { stampCardQuery } from './stampQueries';
import { useStampActions } from './useStampActions';

const route = getRouteApi('/b/$botId/games/stamps/$cardId');
const LOOK_AGAIN_MS = 5_000;

/** One stamp card: what it is, where stamps are had, how full people's cards are. */
export default function StampCardPage() {
  const { t } = useTranslation(['stamps', 'vouchers', 'games']);
  const { botId, cardId } = route.useParams();
  const card = useQuery({ ...stampCardQuery(botId, cardId), refetchInterval: ({ state }) => (state.data?.state === 'open' ? LOOK_AGAIN_MS : false) });
  const { isBusy, open, stop, copy, remove } = useStampActions(botId, cardId);
  return (
    <GameFrame
      query={card}
      back={
        <Link to="/b/$botId/games/stamps" params={{ botId }} className={connect.back}>
          {backWords(t('back'))}
        </Link>
      }
      head={({ name, state, counts }) => ({
        title: name,
        state: t(`vouchers:state.${state}`),
        tone: GIVING_TONES[state],
        isBusy,
        actions: [
          { id: 'copy', label: t('games:copy'), run: () => copy(name) },
          ...(state === 'open'
            ? [{ id: 'stop', label: t('stop.button'), confirm: { title: t('stop.title'), sentence: t('stop.sentence', { count: counts.people }) }, run: stop }]
            : [{ id: 'delete', label: t('games:delete'), look: 'danger' as const, confirm: { title: t('remove.title'), sentence: t('remove.sentence', { count: counts.people }) }, run: remove }]),
          ...(state === 'stopped' ? [{ id: 'open', label: t('vouchers:openAgain'), look: 'primary' as const, run: open }] : []),
        ],
      })}
    >
      {(data) => (
        <>
          {data.state !== 'draft' && <StampNumbers botId={botId} card={data} />}
          {data.state !== 'draft' && <StampPlaces botId={botId} card={data} />}
          {data.state !== 'draft' && <StampPeople botId={botId} card={data} />}
          <StampCardForm key={data.revision} botId={botId} card={data} onOpen={open} onCopy={copy} />
          {data.state !== 'draft' && <Refusals botId={botId} gameId={cardId} />}
        </>
      )}
    </GameFrame>
  );
}
