import { Link, Outlet, getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonList } from '../../ui/Skeleton';
import styles from './SettingsLayout.module.css';

const route = getRouteApi('/b/$botId/settings');

const GROUPS = [
  { group: 'bot', pages: ['channels', 'bot'] },
  { group: 'me', pages: ['me', 'sessions', 'tokens'] },
  { group: 'server', pages: ['health'] },
] as const;

/** The pages of the settings beside their list. */
export default function SettingsLayout() {
  const { t } = useTranslation('settings');
  const { botId } = route.useParams();
  return (
    <div className={styles.layout}>
      <nav className={styles.nav} aria-label={t('nav')}>
        {GROUPS.map(({ group, pages }) => (
          <div key={group} className={styles.group} role="group" aria-labelledby={`settings-${group}`}>
            <div id={`settings-${group}`} className={styles.label}>
              {t(`groups.${group}`)}
            </div>
            {pages.map((page) => (
              <Link key={page} to={`/b/$botId/settings/${page}`} params={{ botId }} className={styles.link}>
                {t(`pages.${page}`)}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className={styles.page}>
        <Suspense fallback={<SkeletonList />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
