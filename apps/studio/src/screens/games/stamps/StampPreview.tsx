import { useTranslation } from 'react-i18next';
import { shownPicture } from '../../../pictures/shownPicture';
import games from '../games.module.css';
import type { StampCardDocument } from './stampQueries';
import { StampRow } from './StampRow';
import styles from './stamps.module.css';

/** A card with a few stamps on it, as people see it, following every letter. */
export function StampPreview({ document }: { document: StampCardDocument }) {
  const { t } = useTranslation('stamps');
  const { title, text, imageUrl, icon, stamps, rewardText } = document;
  return (
    <section className={`${games.phone} ${styles.preview}`} aria-label={t('preview.label')}>
      <div className={styles.card}>
        {imageUrl && <img className={styles.picture} src={shownPicture(imageUrl)} alt="" referrerPolicy="no-referrer" />}
        <p className={styles.title}>{title || '…'}</p>
        {text && <p className={styles.text}>{text}</p>}
        <StampRow icon={icon} fields={Math.min(30, Math.max(0, stamps))} stamps={Math.min(3, Math.max(0, stamps - 1))} />
        {rewardText && <p className={styles.reward}>{t('preview.reward', { reward: rewardText })}</p>}
      </div>
    </section>
  );
}
