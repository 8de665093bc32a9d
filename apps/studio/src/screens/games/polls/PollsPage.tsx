import { pollDefaults } from '@chatloom/nodes/definitions';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { pollKeys, pollsQuery } from './pollQueries';
import { POLL_TONES } from './pollTone';
import { GameList } from '../shared/GameList';
import { useGameActions } from '../shared/useGameActions';
import styles from '../games.module.css';

const route = getRouteApi('/b/$botId/games/');
/** Votes come in without anybody doing anything here. */
const LOOK_AGAIN_MS = 5_000;

/** All polls of the bot: those made here and those made by steps of flows. */
export default function PollsPage() {
  const { t } = useTranslation('games');
  const { botId } = route.useParams();
  const format = useFormat();
  const navigate = useNavigate();
  const polls = useQuery({ ...pollsQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some((poll) => poll.state === 'open') ? LOOK_AGAIN_MS : false) });
  const { attempt, isBusy } = useGameActions({ list: pollKeys.list(botId) });
  const create = () =>
    attempt(async () => {
      const example = { ...pollDefaults(), question: t('example.question'), choices: [{ id: 'choice1', label: t('example.first') }, { id: 'choice2', label: t('example.second') }] };
      const { id } = await call('POST /bots/:botId/polls', { params: { botId }, body: { name: t('example.name'), document: example } });
      await navigate({ to: '/b/$botId/games/polls/$pollId', params: { botId, pollId: id } });
    });
  return (
    <GameList
      query={polls}
      title={t('polls.title')}
      create={{ label: t('polls.new'), isBusy, onClick: () => void create() }}
      empty={{ icon: <IconChartBar size={24} />, title: t('polls.empty.title'), text: t('polls.empty.text') }}
      line={(poll) => ({
        id: poll.id,
        link: (
          <Link to="/b/$botId/games/polls/$pollId" params={{ botId, pollId: poll.id }} className={styles.link}>
            {poll.name || t('polls.unnamed')}
          </Link>
        ),
        tone: POLL_TONES[poll.state],
        state: t(`state.${poll.state}`),
        facts: [
          t(`kind.${poll.kind}`),
          t('voters', { count: poll.voters }),
          poll.state === 'open' && poll.closesAt && t('closesAt', { at: format.dateTime(poll.closesAt) }),
          poll.state === 'scheduled' && poll.opensAt && t('opensAt', { at: format.dateTime(poll.opensAt) }),
          poll.madeBy && t('polls.byStep'),
        ],
      })}
    />
  );
}
