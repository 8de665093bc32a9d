import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys, sessionsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { deviceOf } from './deviceOf';
import styles from './forms.module.css';

/** Where I am signed in, and signing a device out. */
export default function SessionsPage() {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const queryClient = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const nameOf = (userAgent: string) => {
    const { browser, system } = deviceOf(userAgent);
    return browser && system ? t('sessions.device', { browser, system }) : (browser ?? system ?? t('sessions.unknown'));
  };
  const signOut = async (sessionId: string) => {
    try {
      await call('DELETE /sessions/:sessionId', { params: { sessionId } });
      toast(t('sessions.signedOut'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: keys.sessions });
  };
  return (
    <>
      <PageHead title={t('sessions.title')} text={t('sessions.text')} />
      {sessions.error ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : !sessions.data ? (
        <SkeletonList />
      ) : (
        <Card>
          <ul className={styles.rows}>
            {sessions.data.items.map((session) => {
              const device = nameOf(session.userAgent);
              return (
                <li key={session.id}>
                  <div className={styles.rowWords}>
                    <div className={styles.rowTitle}>
                      {device} {session.current && <StateBadge tone="good">{t('sessions.current')}</StateBadge>}
                    </div>
                    <div className={styles.rowText}>{t('sessions.seen', { ago: format.ago(session.lastSeenAt), ip: session.ip })}</div>
                  </div>
                  {!session.current && (
                    <Button variant="default" aria-label={t('sessions.signOutLabel', { device })} onClick={() => void signOut(session.id)}>
                      {t('sessions.signOut')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </>
  );
}
