import { useTranslation } from 'react-i18next';
import { allowedLink } from '../links';
import { Tray } from './Tray';
import styles from '../phone.module.css';

/** Where a link of the bot would lead. A phone would go there at once; here the person decides. */
export function LinkTray({ address, onClose }: { address: string; onClose(): void }) {
  const { t } = useTranslation('phone');
  const href = allowedLink(address);
  return (
    <Tray title={t('link.title')} onClose={onClose}>
      <p className={styles.address}>{address}</p>
      {href === undefined ? (
        <p className={styles.trayError}>{t('link.refused')}</p>
      ) : (
        <a className={styles.trayPrimary} href={href} target="_blank" rel="noopener noreferrer nofollow" onClick={onClose}>
          {t('link.open')}
        </a>
      )}
    </Tray>
  );
}
