import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import type { LiveCountState } from './useLiveCount';
import styles from './LiveCount.module.css';

/** The figure of `useLiveCount` in words: how many people, and how many of them a message can reach. */
export function LiveCount({ live }: { live: LiveCountState }) {
  const { t } = useTranslation(['segments', 'common']);
  const format = useFormat();
  const { data, error, isUnfinished, isSettled } = live;
  const words = () => {
    if (isUnfinished) return t('count.unfinished');
    if (error) return describeError(error, t as never).title;
    if (!data) return t('count.counting');
    if (data.count === null) return t('count.blocked');
    return t(data.isEstimate ? 'count.about' : 'count.people', { count: data.count, number: format.number(data.count) });
  };
  const showsMore = !isUnfinished && !error && data?.count != null;
  return (
    <div className={styles.count} data-settled={isSettled || undefined}>
      {/* Busy while it moves: only the figure that stands is read out. */}
      <p className={`${styles.number} cl-tabular`} role="status" aria-busy={!isUnfinished && !isSettled}>
        {words()}
      </p>
      {showsMore && data.reachable !== null && <p className={styles.text}>{t('count.reachable', { count: data.reachable, number: format.number(data.reachable) })}</p>}
      {showsMore && data.isEstimate && <p className={styles.text}>{t('count.estimated')}</p>}
    </div>
  );
}
