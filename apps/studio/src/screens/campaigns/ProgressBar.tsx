import type { CampaignCounts } from './campaignQueries';
import styles from './run.module.css';

/** How far a run is, as a bar; the numbers stand beside it in words. */
export function ProgressBar({ counts }: { counts: CampaignCounts }) {
  const all = Math.max(1, counts.recipients);
  const parts = [
    { name: 'sent', share: counts.sent / all },
    { name: 'failed', share: (counts.failed + counts.unknown) / all },
    { name: 'skipped', share: counts.skipped / all },
  ];
  let from = 0;
  return (
    <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
      <rect className={styles.track} width="100" height="6" />
      {parts.map(({ name, share }) => {
        const x = from;
        from += share * 100;
        return <rect key={name} data-part={name} className={styles.part} x={x} width={share * 100} height="6" />;
      })}
    </svg>
  );
}
