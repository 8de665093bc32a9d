import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/Sheet';
import styles from './MorePlaces.module.css';
import { NAVIGATION } from './navigation';

/** On phones: the places that have no room on the bar. */
export default function MorePlaces({ botId, opened, onClose }: { botId: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Sheet opened={opened} onClose={onClose} title={t('nav.moreTitle')} size={320}>
      <ul className={styles.places}>
        {NAVIGATION.filter(({ onBar }) => !onBar).map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} params={{ botId }} className={styles.place} activeOptions={{ includeSearch: false }} onClick={onClose}>
              <Icon size={22} stroke={1.75} aria-hidden />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
