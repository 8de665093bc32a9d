import type { ReactNode } from 'react';
import styles from './StateBadge.module.css';

export type Tone = 'plain' | 'good' | 'warn' | 'danger' | 'info';

/** A word about a state, coloured by what it means; never colour alone. */
export function StateBadge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
