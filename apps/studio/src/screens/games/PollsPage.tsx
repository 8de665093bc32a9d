import { IconChartBar, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import forms from '../settings/forms.module.css';
import { pollsQuery } from './gameQueries';
import { POLL_TONES } from './pollTone';
import { useNewPoll } from './useNewPoll';
import styles from './games.module.css';

const route = getRouteApi('/b/$botId/games/');
/** Votes come in without anybody doing anything here. */
const LOOK_AGAIN_MS = 5_000;

/** All polls of the bot: those made here and those made by steps of flows. */
export default function PollsPage() {
  const { t } = useTranslation('games');
  const { botId } = route.useParams();
  const format = useFormat();
  const polls = useQuery({ ...pollsQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some((poll) => poll.state === 'open') ? LOOK_AGAIN_MS : false) });
  const { create, creating } = useNewPoll(botId);
  const items = polls.data?.items;
  const newPoll = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} loading={creating} onClick={() => void create()}>
      {t('polls.new')}
    </Button>
  );
  if (polls.error) return <ErrorState error={polls.error} onRetry={() => void polls.refetch()} />;
  if (!items) return <SkeletonList count={3} height={64} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconChartBar size={24} />} title={t('polls.empty.title')} action={newPoll}>
        {t('polls.empty.text')}
      </EmptyState>
    );
  }
  return (
    <Card title={t('polls.title')} aside={newPoll}>
      <ul className={forms.rows}>
        {items.map((poll) => (
          <li key={poll.id}>
            <div className={forms.rowWords}>
              <div className={forms.rowTitle}>
                <Link to="/b/$botId/games/polls/$pollId" params={{ botId, pollId: poll.id }} className={styles.link}>
                  {poll.name || t('polls.unnamed')}
                </Link>
                <StateBadge tone={POLL_TONES[poll.state]}>{t(`state.${poll.state}`)}</StateBadge>
              </div>
              <div className={forms.rowText}>
                {t(`kind.${poll.kind}`)} · {t('voters', { count: poll.voters })}
                {poll.state === 'open' && poll.closesAt && ` · ${t('closesAt', { at: format.dateTime(poll.closesAt) })}`}
                {poll.state === 'scheduled' && poll.opensAt && ` · ${t('opensAt', { at: format.dateTime(poll.opensAt) })}`}
                {poll.madeBy && ` · ${t('polls.byStep')}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
