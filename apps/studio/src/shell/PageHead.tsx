import { useEffect, type ReactNode } from 'react';
import { Title } from '../ui/Title';
import styles from './PageHead.module.css';

/** The title of a page, what it is for, and its one primary button. Also names the browser's tab. */
export function PageHead({ title, text, actions }: { title: string; text?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Chatloom`;
  }, [title]);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <Title order={1}>{title}</Title>
        {text && <p className={styles.text}>{text}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
