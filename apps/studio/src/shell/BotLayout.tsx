import { useQuery } from '@tanstack/react-query';
import { Outlet, getRouteApi, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { botQuery } from '../api/queries';
import { BotScope } from './botScope';
import { ErrorState } from '../ui/ErrorState';
import { PageSplash } from '../ui/PageSplash';
import { SkeletonList } from '../ui/Skeleton';
import { useIsNarrow } from '../ui/useIsNarrow';
import { rememberBot } from './lastBot';
import { PhoneHost } from './PhoneHost';
import { usePhoneShown } from './phoneShown';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import styles from './BotLayout.module.css';

const PhoneSheet = lazy(() => import('./PhoneSheet'));
const route = getRouteApi('/b/$botId');

/** Rail, top bar, page and phone: what stands around every page of a bot. */
export function BotLayout() {
  const { t } = useTranslation('common');
  const { botId } = route.useParams();
  const { error, refetch } = useQuery(botQuery(botId));
  const narrow = useIsNarrow();
  const navigate = useNavigate();
  const matchRoute = useMatchRoute();
  const editing = Boolean(matchRoute({ to: '/b/$botId/flows/$flowId' }));
  const onPhonePage = Boolean(matchRoute({ to: '/b/$botId/phone' }));
  const { shown, show } = usePhoneShown();
  const beside = shown && !editing && !onPhonePage;

  // Once loaded the sheet stays, so that it can slide out.
  const [sheetWanted, setSheetWanted] = useState(beside);

  useEffect(() => rememberBot(botId), [botId]);
  useEffect(() => {
    if (beside) setSheetWanted(true);
  }, [beside]);

  const togglePhone = () => {
    // The editor has the phone among its own tabs.
    if (editing) void navigate({ to: '.', search: (previous: Record<string, unknown>) => ({ ...previous, panel: 'phone' }) as never });
    else show(!shown);
  };

  return (
    <div className={styles.layout}>
      <a href="#page" className={styles.skip}>
        {t('skipToPage')}
      </a>
      <TopBar botId={botId} phoneShown={beside} onTogglePhone={onPhonePage ? undefined : togglePhone} />
      <div className={styles.body}>
        <Rail botId={botId} />
        <main id="page" tabIndex={-1} className={editing ? styles.canvas : styles.page}>
          <Suspense fallback={editing ? <PageSplash /> : <SkeletonList />}>{error ? <ErrorState heading error={error} onRetry={() => void refetch()} /> : <BotScope value={botId}><Outlet /></BotScope>}</Suspense>
        </main>
        {beside && !narrow && (
          <aside className={styles.phone} aria-label={t('phone.title')}>
            <Suspense fallback={<SkeletonList count={1} height={480} />}>
              <PhoneHost botId={botId} />
            </Suspense>
          </aside>
        )}
      </div>
      <Suspense>{narrow && sheetWanted && <PhoneSheet botId={botId} opened={beside} onClose={() => show(false)} />}</Suspense>
    </div>
  );
}
