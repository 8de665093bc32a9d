import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describeError';
import { Button } from './Button';
import styles from './States.module.css';

/** A screen that could not be loaded: what happened, what to do, and Retry. `heading`: the page has no title besides this one. */
export function ErrorState({ error, heading, onRetry }: { error: unknown; heading?: boolean; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const { title, advice } = describeError(error, t);
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <div className={styles.icon} aria-hidden>
        <IconAlertTriangle size={24} />
      </div>
      {heading ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      <div className={styles.text}>{advice}</div>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
