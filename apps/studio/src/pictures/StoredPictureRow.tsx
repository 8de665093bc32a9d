import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { shownPicture } from './shownPicture';
import styles from './pictures.module.css';

/** A stored picture in a form, instead of its address, which says nothing to anybody. */
export function StoredPictureRow({ address, disabled, onRemove }: { address: string; disabled: boolean; onRemove(): void }) {
  const { t } = useTranslation('editor');
  return (
    <div className={styles.stored}>
      <img className={styles.small} src={shownPicture(address)} alt={t('pictures.own')} />
      <Button size="xs" variant="subtle" disabled={disabled} onClick={onRemove}>
        {t('pictures.remove')}
      </Button>
    </div>
  );
}
