import styles from './QuotaBar.module.css';

/** How much of the month's paid messages is used. The sentence carries the numbers, the bar only shows them. */
export function QuotaBar({ used, limit, sentence, note }: { used: number; limit: number | null; sentence: string; note?: string }) {
  const share = limit === null || limit === 0 ? (limit === 0 ? 1 : 0) : Math.min(1, used / limit);
  return (
    <div>
      <p className={`${styles.sentence} cl-tabular`}>{sentence}</p>
      {limit !== null && (
        <svg className={styles.bar} data-tone={share >= 1 ? 'danger' : share >= 0.8 ? 'warn' : 'good'} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
          <rect className={styles.track} width="100" height="4" rx="2" />
          <rect className={styles.fill} width={share * 100} height="4" rx="2" />
        </svg>
      )}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}
