import type { ReactNode } from 'react';
import styles from './States.module.css';

/** What a screen shows before there is anything: what it is for, and one next step. `heading`: the title is the page's own. */
export function EmptyState({ icon, title, heading, children, action }: { icon?: ReactNode; title: string; heading?: boolean; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      {icon && (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      )}
      {heading ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}
