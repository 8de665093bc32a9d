import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/Sheet';
import { SkeletonList } from '../ui/Skeleton';
import { PhoneHost } from './PhoneHost';
import styles from './PhoneSheet.module.css';

/** The phone on narrow windows: a sheet over the page. */
export default function PhoneSheet({ botId, opened, onClose }: { botId: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Sheet opened={opened} onClose={onClose} title={t('phone.title')} padding="xs">
      <div className={styles.phone}>
        <Suspense fallback={<SkeletonList count={1} height={480} />}>{opened && <PhoneHost botId={botId} />}</Suspense>
      </div>
    </Sheet>
  );
}
