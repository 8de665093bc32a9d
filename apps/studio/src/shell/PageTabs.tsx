import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './PageTabs.module.css';

/** Class of each link among the tabs. */
export const PAGE_TAB = styles.tab;

/** Pages that belong together, as links below the title of every one of them. Where they do not fit they scroll, and the one that is open is in sight. */
export function PageTabs({ label, children }: { label: string; children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  const at = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    bar.current?.querySelector('.active')?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
  }, [at]);
  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
