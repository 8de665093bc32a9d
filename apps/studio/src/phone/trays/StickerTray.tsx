import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconMoodSmile } from '@tabler/icons-react';
import { Tray } from './Tray';
import styles from '../phone.module.css';

/** Stickers anyone may send, seen in public examples (FACTS §17). */
const COMMON = [
  { packageId: '446', stickerId: '1988' },
  { packageId: '789', stickerId: '10855' },
  { packageId: '6136', stickerId: '10551376' },
  { packageId: '11537', stickerId: '52002734' },
  { packageId: '11538', stickerId: '51626508' },
  { packageId: '8522', stickerId: '16581271' },
];

/** Choose a sticker, or name one by its ids. */
export function StickerTray({ onPick, onClose }: { onPick(sticker: { packageId: string; stickerId: string }): void; onClose(): void }) {
  const { t } = useTranslation('phone');
  const [packageId, setPackageId] = useState('');
  const [stickerId, setStickerId] = useState('');
  const complete = /^\d{1,12}$/.test(packageId) && /^\d{1,20}$/.test(stickerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onPick({ packageId, stickerId });
  };
  return (
    <Tray title={t('sticker.title')} onClose={onClose}>
      <div className={styles.stickerGrid}>
        {COMMON.map((sticker) => (
          <button key={sticker.stickerId} type="button" className={styles.stickerChoice} aria-label={t('message.sticker', sticker)} onClick={() => onPick(sticker)}>
            <IconMoodSmile size={24} stroke={1.25} aria-hidden />
            <span aria-hidden>{sticker.packageId}</span>
          </button>
        ))}
      </div>
      <form className={styles.trayRow} onSubmit={submit}>
        <label>{t('sticker.packageId')}<input className={styles.trayInput} inputMode="numeric" value={packageId} onChange={(event) => setPackageId(event.currentTarget.value)} /></label>
        <label>{t('sticker.stickerId')}<input className={styles.trayInput} inputMode="numeric" value={stickerId} onChange={(event) => setStickerId(event.currentTarget.value)} /></label>
        <button type="submit" className={styles.trayPrimary} disabled={!complete}>{t('sticker.send')}</button>
      </form>
    </Tray>
  );
}
