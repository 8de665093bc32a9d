import { IconDots } from '@tabler/icons-react';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnstyledButton } from '../ui/UnstyledButton';
import { NAVIGATION } from './navigation';
import styles from './Rail.module.css';

const MorePlaces = lazy(() => import('./MorePlaces'));

/** Main navigation: a rail at the left; in narrow windows a bar at the bottom with the places most used, and the others behind "More". */
export function Rail({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const matchRoute = useMatchRoute();
  const [moreShown, setMoreShown] = useState(false);
  const [moreWanted, setMoreWanted] = useState(false);
  const isAtMore = NAVIGATION.some(({ to, onBar }) => !onBar && Boolean(matchRoute({ to, params: { botId }, fuzzy: true })));
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      {NAVIGATION.map(({ to, label, icon: Icon, exact, onBar }) => (
        <Link key={to} to={to} params={{ botId }} className={onBar ? styles.item : `${styles.item} ${styles.behindMore}`} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
          <Icon size={22} stroke={1.75} aria-hidden />
          <span>{t(label)}</span>
        </Link>
      ))}
      <UnstyledButton
        className={`${styles.item} ${styles.more}${isAtMore ? ' active' : ''}`}
        aria-current={isAtMore ? 'true' : undefined}
        aria-haspopup="dialog"
        aria-expanded={moreShown}
        onClick={() => {
          setMoreWanted(true);
          setMoreShown(true);
        }}
      >
        <IconDots size={22} stroke={1.75} aria-hidden />
        <span>{t('nav.more')}</span>
      </UnstyledButton>
      <Suspense>{moreWanted && <MorePlaces botId={botId} opened={moreShown} onClose={() => setMoreShown(false)} />}</Suspense>
    </nav>
  );
}
