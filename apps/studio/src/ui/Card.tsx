import type { ReactNode } from 'react';
import { useId } from 'react';
import { Title } from './Title';
import styles from './Card.module.css';

/** A part of a page with its own heading. `aside` stands at the end of the heading's line. */
export function Card({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={styles.head}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
