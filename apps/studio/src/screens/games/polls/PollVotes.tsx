import { resolveText } from '@chatloom/flow';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat';
import { Card } from '../../../ui/Card';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import insight from '../../insight/insight.module.css';
import { type PollDetail, pollVotesQuery } from './pollQueries';
import styles from '../games.module.css';

/** Who voted for what, of a poll that is not secret: the first hundred; the table to take along has all. */
export function PollVotes({ botId, poll }: { botId: string; poll: PollDetail }) {
  const { t, i18n } = useTranslation('games');
  const format = useFormat();
  const votes = useQuery(pollVotesQuery(botId, poll.id));
  const labels = new Map(poll.results.choices.map(({ id, label }) => [id, resolveText(label, [i18n.language])]));
  const items = votes.data?.items;
  return (
    <Card title={t('votes.title')}>
      {votes.error ? (
        <ErrorState error={votes.error} onRetry={() => void votes.refetch()} />
      ) : !items ? (
        <SkeletonList count={2} height={32} />
      ) : items.length === 0 ? (
        <p className={styles.note}>{t('votes.none')}</p>
      ) : (
        <div className={insight.scroll} tabIndex={0} role="group" aria-label={t('votes.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('votes.person')}</th>
                <th scope="col">{t('votes.choice')}</th>
                <th scope="col">{t('votes.at')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((vote) => (
                <tr key={vote.id}>
                  <th scope="row">{vote.displayName ?? t('votes.unknown')}</th>
                  <td>{vote.choices.map((id) => labels.get(id) ?? id).join(', ')}</td>
                  <td>{format.dateTime(vote.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {votes.data?.nextCursor && <p className={styles.note}>{t('votes.more')}</p>}
    </Card>
  );
}
