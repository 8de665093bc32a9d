import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NAVIGATION } from './navigation';
import styles from './Rail.module.css';

/** Main navigation: a rail at the left; a bar at the bottom of narrow windows. */
export function Rail({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const rail = useRef<HTMLElement>(null);
  const at = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    // On a phone the bar may be longer than the window: the place one is at must be seen.
    rail.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <nav ref={rail} className={styles.rail} aria-label={t('nav.label')}>
      {NAVIGATION.map(({ to, label, icon: Icon, exact }) => (
        <Link key={to} to={to} params={{ botId }} className={styles.item} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
          <Icon size={22} stroke={1.75} aria-hidden />
          <span>{t(label)}</span>
        </Link>
      ))}
    </nav>
  );
}
