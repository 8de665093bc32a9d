import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { ApiError } from '../api/errors';
import { sessionQuery } from '../api/queries';
import { currentLanguage, setLanguage } from '../i18n/i18n';
import { ErrorState } from '../ui/ErrorState';
import { PageSplash } from '../ui/PageSplash';
import { useColorScheme } from '../ui/useColorScheme';
import styles from './PageFallbacks.module.css';

/** Lets through who is signed in, in their language and colours; everybody else is led to the sign-in page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery());
  const { choose } = useColorScheme();
  const person = data?.person;
  useEffect(() => {
    if (!person) return;
    choose(person.colorScheme);
    if (person.language !== currentLanguage()) void setLanguage(person.language);
    // Once per person: later changes are made on screen first.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [person?.id]);
  if (person) return children;
  // 401 is already on its way to the sign-in page.
  if (error && !(error instanceof ApiError && error.status === 401)) 
    return (
      <main className={styles.page}>
        <ErrorState heading error={error} onRetry={() => void refetch()} />
      </main>
    );
  return <PageSplash />;
}
