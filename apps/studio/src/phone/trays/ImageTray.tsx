import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tray } from './Tray';
import { readFile, readPicture, samplePicture, type Picture } from './picture';
import styles from '../phone.module.css';

interface Props {
  from: 'camera' | 'album';
  onPick(picture: Picture): void;
  /** Given where videos, sounds and other files may be sent too. */
  onFile?: ((file: Exclude<Awaited<ReturnType<typeof readFile>>, string>) => void) | undefined;
  onClose(): void;
}

/** Stand-in for camera and album: a made-up picture, or a file of this computer. */
export function ImageTray({ from, onPick, onFile, onClose }: Props) {
  const { t } = useTranslation('phone');
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    if (onFile) {
      const sent = await readFile(file);
      if (typeof sent === 'string') setProblem(t(`image.refused.${sent}`));
      else onFile(sent);
      return;
    }
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
        {t(onFile ? 'image.anyFile' : 'image.file')}
        <input type="file" accept={onFile ? undefined : 'image/png,image/jpeg'} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </label>
      {problem !== undefined && <p className={styles.trayError} role="alert">{problem}</p>}
    </Tray>
  );
}
