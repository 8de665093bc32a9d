import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import connect from '../../channels/ConnectPage.module.css';
import { backWords, GameFrame, type GameAction } from '../shared/GameFrame';
import { Refusals } from '../shared/Refusals';
import { useLiveGame } from '../shared/useLiveGame';
import { DrawForm } from './DrawForm';
import { DrawNumbers } from './DrawNumbers';
import { drawKeys, drawQuery, type DrawDetail } from './drawQueries';
import { DrawShare } from './DrawShare';
import { DRAW_TONES } from './drawTone';
import { DrawTries } from './DrawTries';
import { useDrawActions } from './useDrawActions';

const route = getRouteApi('/b/$botId/games/draws/$drawId');

/** One draw: its prizes and rules until it is started, then how it stands and who won. */
export default function DrawPage() {
  const { t } = useTranslation(['draws', 'games']);
  const { botId, drawId } = route.useParams();
  const draw = useQuery(drawQuery(botId, drawId));
  const actions = useDrawActions(botId, drawId);
  const state = draw.data?.state;
  useLiveGame('/bots/:botId/draws/:drawId/stream', { botId, drawId }, drawKeys.one(botId, drawId), state === 'scheduled' || state === 'open' || state === 'closed');
  /** What follows when it ends, with its price: flows begin, and each message they send is a push. */
  const following = ({ ending, document }: DrawDetail) => {
    const chats = (document.onEnd.winnersFlowId === null ? 0 : ending.winners) + (document.onEnd.othersFlowId === null ? 0 : ending.others);
    return chats === 0 ? t('follows.nothing') : t('follows.flows', { count: chats });
  };
  const deeds = (one: DrawDetail): GameAction[] => {
    const { name, document, people } = one;
    const copy: GameAction = { id: 'copy', label: t('games:copy'), run: () => actions.copy(name) };
    const stop: GameAction = { id: 'stop', label: t('stop.button'), look: 'danger', confirm: { title: t('stop.title'), sentence: t('stop.sentence', { count: people }) }, run: actions.stop };
    const remove: GameAction = { id: 'delete', label: t('games:delete'), look: 'danger', confirm: { title: t('remove.title'), sentence: t('remove.sentence', { count: people }) }, run: actions.remove };
    if (one.state === 'draft' || one.state === 'ended') return [copy, remove];
    if (one.state === 'scheduled') return [copy, stop];
    if (document.kind !== 'raffle') return [copy, stop, { id: 'close', label: t('close.button'), look: 'primary', confirm: { title: t('close.title'), sentence: `${t('close.sentence', { count: people })} ${following(one)}` }, run: actions.close }];
    const now: GameAction = { id: 'drawNow', label: t('drawNow.button'), look: 'primary', confirm: { title: t('drawNow.title'), sentence: `${t('drawNow.sentence', { count: people })} ${following(one)}` }, run: actions.drawWinners };
    // Closing a raffle without a time of its own draws its winners: that is the other button.
    return one.state === 'open' && one.drawAt !== null ? [copy, stop, { id: 'close', label: t('close.entries'), confirm: { title: t('close.entriesTitle'), sentence: t('close.entriesSentence', { count: people }) }, run: actions.close }, now] : [copy, stop, now];
  };
  return (
    <GameFrame
      query={draw}
      back={
        <Link to="/b/$botId/games/draws" params={{ botId }} className={connect.back}>
          {backWords(t('back'))}
        </Link>
      }
      head={(one) => ({ title: one.name, state: t(one.isStopped ? 'state.stopped' : `state.${one.state}`), tone: DRAW_TONES[one.state], isBusy: actions.isBusy, actions: deeds(one) })}
    >
      {(one) =>
        one.state === 'draft' ? (
          <DrawForm key={one.revision} botId={botId} draw={one} onStart={actions.start} onCopy={actions.copy} />
        ) : (
          <>
            <DrawNumbers botId={botId} draw={one} />
            <DrawTries botId={botId} draw={one} />
            <DrawShare botId={botId} draw={one} />
            <Refusals botId={botId} gameId={drawId} />
          </>
        )
      }
    </GameFrame>
  );
}
