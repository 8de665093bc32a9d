import { IconMapPinOff } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';
import { ErrorState } from '../ui/ErrorState';
import styles from './PageFallbacks.module.css';

/** An address that leads nowhere, inside the frame of a bot. */
export function PageNotFound() {
  const { t } = useTranslation('common');
  return (
    <EmptyState heading icon={<IconMapPinOff size={24} />} title={t('notFound.title')} action={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}

/** An address that leads nowhere, without a frame. */
export function WholePageNotFound() {
  return (
    <main className={styles.page}>
      <PageNotFound />
    </main>
  );
}

/** A page that threw: what happened and a way to try again. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main className={styles.page}>
      <ErrorState
        heading
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </main>
  );
}
