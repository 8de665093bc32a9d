import { IconMapPinOff } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isMissingChunk } from '../api/errors';
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

/** A page that threw, inside the frame of a bot: what happened and a way to try again. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    // The browser remembers that a file of the page did not come; only a reload asks for it again.
    if (isMissingChunk(error)) return location.reload();
    reset();
    void router.invalidate();
  };
  return <ErrorState heading error={error} onRetry={again} />;
}

/** A page that threw, without a frame. */
export function WholePageError(props: ErrorComponentProps) {
  return (
    <main className={styles.page}>
      <PageError {...props} />
    </main>
  );
}
