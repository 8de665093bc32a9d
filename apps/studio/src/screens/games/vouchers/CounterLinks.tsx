import { IconBuildingStore, IconScan } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './vouchers.module.css';

/** Ways to what staff need: the counter where a code is redeemed, and the places with their PINs. */
export function CounterLinks({ botId }: { botId: string }) {
  const { t } = useTranslation('vouchers');
  return (
    <nav className={styles.ways} aria-label={t('ways.label')}>
      <Link to="/b/$botId/games/counter" params={{ botId }} className={styles.way}>
        <IconScan size={24} aria-hidden />
        <span>
          <strong>{t('ways.counter')}</strong>
          <span>{t('ways.counterHelp')}</span>
        </span>
      </Link>
      <Link to="/b/$botId/games/shops" params={{ botId }} className={styles.way}>
        <IconBuildingStore size={24} aria-hidden />
        <span>
          <strong>{t('ways.shops')}</strong>
          <span>{t('ways.shopsHelp')}</span>
        </span>
      </Link>
    </nav>
  );
}
