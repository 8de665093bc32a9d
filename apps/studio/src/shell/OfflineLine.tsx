import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/connection';
import styles from './OfflineLine.module.css';

/** One line over the page while the server cannot be reached. Always mounted, so that its coming is read out. */
export function OfflineLine() {
  const { t } = useTranslation('common');
  const online = useConnection((state) => state.online);
  return (
    <div role="status" className={online ? undefined : styles.line}>
      {!online && (
        <>
          <IconCloudOff size={18} aria-hidden />
          <span>{t('offline')}</span>
        </>
      )}
    </div>
  );
}
