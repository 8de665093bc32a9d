import { resolveText } from '@chatloom/flow';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import insight from '../../insight/insight.module.css';
import type { PollDetail } from './pollQueries';
import styles from '../games.module.css';

/** How a vote stands: bars with their numbers, and what else is known. */
export function PollResults({ botId, poll }: { botId: string; poll: PollDetail }) {
  const { t, i18n } = useTranslation('games');
  const format = useFormat();
  const { results, document } = poll;
  const ranked = document.kind === 'ranked';
  const whole = Math.max(1, ranked ? Math.max(...results.choices.map(({ points }) => points ?? 0)) : results.voters);
  const csv = (
    <Button component="a" size="xs" variant="default" href={apiUrl('/bots/:botId/polls/:pollId/export', { params: { botId, pollId: poll.id } })} download>
      {t('results.csv')}
    </Button>
  );
  return (
    <Card title={resolveText(document.question, [i18n.language]) || t('results.title')} aside={csv}>
      <dl className={insight.numbers} aria-live="polite">
        <div>
          <dt>{t('results.voters')}</dt>
          <dd>{format.number(results.voters)}</dd>
        </div>
        {results.average !== null && (
          <div>
            <dt>{t('results.average')}</dt>
            <dd>{format.number(Math.round(results.average * 10) / 10)}</dd>
          </div>
        )}
        {poll.closesAt && (
          <div>
            <dt>{t(poll.state === 'open' ? 'results.closes' : 'results.closed')}</dt>
            <dd>{format.dateTime(poll.closedAt ?? poll.closesAt)}</dd>
          </div>
        )}
      </dl>
      <ol className={styles.bars}>
        {results.choices.map((choice) => {
          const value = ranked ? (choice.points ?? 0) : choice.votes;
          const share = Math.round((value / whole) * 100);
          return (
            <li key={choice.id} data-leads={choice.leads || undefined}>
              <span className={styles.barWords}>
                {resolveText(choice.label, [i18n.language])}
                {choice.leads && <span className={styles.leads}>{t('results.leads')}</span>}
              </span>
              <span className={styles.barNumbers}>
                {ranked ? t('results.points', { count: value }) : t('results.votes', { count: choice.votes, share })}
                {choice.capacity !== null && ` · ${t('results.places', { taken: choice.votes, capacity: choice.capacity })}`}
              </span>
              <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
                <rect width="100" height="4" className={insight.track} />
                <rect width={share} height="4" className={insight.fill} />
              </svg>
            </li>
          );
        })}
      </ol>
      {poll.unknownVoters > 0 && <p className={styles.note}>{t('results.unknown', { count: poll.unknownVoters })}</p>}
    </Card>
  );
}
