import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import connect from '../../channels/ConnectPage.module.css';
import { pollQuery } from './pollQueries';
import { PollForm } from './PollForm';
import { PollResults } from './PollResults';
import { PollShare } from './PollShare';
import { POLL_TONES } from './pollTone';
import { PollVotes } from './PollVotes';
import { backWords, GameFrame } from '../shared/GameFrame';
import { Refusals } from '../shared/Refusals';
import { usePollActions } from './usePollActions';

const route = getRouteApi('/b/$botId/games/polls/$pollId');
const LOOK_AGAIN_MS = 2_000;

/** One poll: its questions until it opens, then how it stands. */
export default function PollPage() {
  const { t } = useTranslation('games');
  const { botId, pollId } = route.useParams();
  const poll = useQuery({ ...pollQuery(botId, pollId), refetchInterval: ({ state }) => (['open', 'closing', 'scheduled'].includes(state.data?.state ?? '') ? LOOK_AGAIN_MS : false) });
  const { open, close, copy, remove, isBusy } = usePollActions(botId, pollId);
  return (
    <GameFrame
      query={poll}
      back={
        <Link to="/b/$botId/games" params={{ botId }} className={connect.back}>
          {backWords(t('polls.back'))}
        </Link>
      }
      head={({ name, state, voters }) => ({
        title: name,
        state: t(`state.${state}`),
        tone: POLL_TONES[state],
        isBusy,
        actions: [
          { id: 'copy', label: t('copy'), run: () => copy(name) },
          state === 'open'
            ? { id: 'close', label: t('close.button'), look: 'primary', confirm: { title: t('close.title'), sentence: t('close.sentence', { count: voters }) }, run: close }
            : { id: 'delete', label: t('delete'), look: 'danger', confirm: { title: t('remove.title'), sentence: t('remove.sentence', { count: voters }) }, run: remove },
        ],
      })}
    >
      {(data) =>
        data.state === 'draft' || data.state === 'scheduled' ? (
          <PollForm key={data.revision} botId={botId} poll={data} onOpen={open} onCopy={copy} />
        ) : (
          <>
            <PollResults botId={botId} poll={data} />
            <PollShare botId={botId} poll={data} />
            {!data.document.secret && <PollVotes botId={botId} poll={data} />}
            <Refusals botId={botId} gameId={pollId} />
          </>
        )
      }
    </GameFrame>
  );
}
