import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tray } from './Tray';
import { readPicture, samplePicture, type Picture } from './picture';
import styles from '../phone.module.css';

/** Stand-in for camera and album: a made-up picture, or a file of this computer. */
export function ImageTray({ from, onPick, onClose }: { from: 'camera' | 'album'; onPick(picture: Picture): void; onClose(): void }) {
  const { t } = useTranslation('phone');
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const picture = await readPicture(file);
    if (typeof picture === 'string') setProblem(t(`image.refused.${picture}`));
    else onPick(picture);
  };
  return (
    <Tray title={t(`image.title.${from}`)} onClose={onClose}>
      <button type="button" className={styles.trayPrimary} onClick={() => onPick(samplePicture(t('image.sampleWords')))}>
        {t('image.sample')}
      </button>
      <label className={styles.fileLabel}>
        {t('image.file')}
        <input type="file" accept="image/png,image/jpeg" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </label>
      {problem !== undefined && <p className={styles.trayError} role="alert">{problem}</p>}
    </Tray>
  );
}
