import type { FriendSource } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import { Button } from '../../ui/Button';
import { CopyField } from '../../ui/CopyField';
import { Modal } from '../../ui/Modal';
import list from './PeoplePage.module.css';
import styles from './SourcesPage.module.css';

/** The QR code of a source to look at and to take along, its address, and what happens when somebody opens it. */
export function SourceQr({ botId, source, onClose }: { botId: string; source: FriendSource; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const address = (format: 'svg' | 'png') => apiUrl('/bots/:botId/friend-sources/:sourceId/qr.:format', { params: { botId, sourceId: source.id, format } });
  return (
    <Modal opened onClose={onClose} title={source.name}>
      <div className={styles.qr}>
        <img src={address('svg')} alt={t('sources.qrOf', { name: source.name })} />
        <div className={list.actions}>
          <Button component="a" size="xs" href={address('png')} download={`${source.code}.png`}>
            {t('sources.png')}
          </Button>
          <Button component="a" size="xs" variant="default" href={address('svg')} download={`${source.code}.svg`}>
            {t('sources.svg')}
          </Button>
        </div>
        <div className={styles.wide}>
          <CopyField label={t('sources.address')} value={source.url} />
        </div>
        <p className={list.text}>{t('sources.how', { message: source.message })}</p>
      </div>
    </Modal>
  );
}
