import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys, tokensQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import styles from './forms.module.css';

const NewToken = lazy(() => import('./NewToken'));
type Token = RouteOutput<'GET /tokens'>['items'][number];

/** Personal API tokens: made, shown once, revoked. */
export default function TokensPage() {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const queryClient = useQueryClient();
  const tokens = useQuery(tokensQuery());
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token>();

  const facts = (token: Token) =>
    [
      t('tokens.ends', { last: token.lastFour }),
      t('tokens.created', { date: format.date(token.createdAt) }),
      token.lastUsedAt ? t('tokens.used', { ago: format.ago(token.lastUsedAt) }) : t('tokens.unused'),
      token.expiresAt && (new Date(token.expiresAt) < new Date() ? t('tokens.expired') : t('tokens.until', { date: format.date(token.expiresAt) })),
    ].filter((fact) => fact !== null);
  const revoke = async () => {
    if (!revoking) return;
    try {
      await call('DELETE /tokens/:tokenId', { params: { tokenId: revoking.id } });
      toast(t('tokens.revoked', { name: revoking.name }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: keys.tokens });
  };
  const newButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {t('tokens.new')}
    </Button>
  );

  return (
    <>
      <PageHead
        title={t('tokens.title')}
        text={
          <>
            {t('tokens.text')} <a href="/api/openapi.json">{t('tokens.docs')}</a>
          </>
        }
        actions={tokens.data && tokens.data.items.length > 0 ? newButton : undefined}
      />
      {tokens.error ? (
        <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : !tokens.data ? (
        <SkeletonList />
      ) : tokens.data.items.length === 0 ? (
        <EmptyState icon={<IconKey size={24} />} title={t('tokens.empty')} action={newButton}>
          {t('tokens.emptyText')}
        </EmptyState>
      ) : (
        <Card>
          <ul className={styles.rows}>
            {tokens.data.items.map((token) => (
              <li key={token.id}>
                <div className={styles.rowWords}>
                  <div className={styles.rowTitle}>{token.name}</div>
                  <div className={styles.rowText}>{facts(token).join(' · ')}</div>
                </div>
                <Button variant="default" aria-label={t('tokens.revokeLabel', { name: token.name })} onClick={() => setRevoking(token)}>
                  {t('tokens.revoke')}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Suspense>{making && <NewToken onClose={() => setMaking(false)} />}</Suspense>
      <ConfirmWithNumber
        opened={revoking !== undefined}
        title={t('tokens.revokeTitle')}
        sentence={t('tokens.revokeSentence', { name: revoking?.name ?? '' })}
        verb={t('tokens.revoke')}
        danger
        onConfirm={revoke}
        onClose={() => setRevoking(undefined)}
      />
    </>
  );
}
