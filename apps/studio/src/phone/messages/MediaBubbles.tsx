import { useTranslation } from 'react-i18next';
import { IconFile, IconMapPin, IconMoodSmile, IconMicrophone } from '@tabler/icons-react';
import { allowedMedia } from '../links';
import { numberOf, textOf, type Loose } from '../loose';
import { PhonePicture } from './PhonePicture';
import styles from '../phone.module.css';

/** A sticker as a labelled frame with its ids: sticker art belongs to LINE and is not shipped (FACTS §17). */
export function StickerBubble({ message }: { message: Loose }) {
  const { t } = useTranslation('phone');
  const ids = { packageId: textOf(message, 'packageId') ?? '?', stickerId: textOf(message, 'stickerId') ?? '?' };
  return (
    <div className={styles.sticker} role="img" aria-label={t('message.sticker', ids)}>
      <IconMoodSmile size={36} stroke={1.25} aria-hidden />
      <span aria-hidden>{`${ids.packageId} / ${ids.stickerId}`}</span>
    </div>
  );
}

/** A picture; one sent by a person comes from the server's store, one sent by the bot from its own address. */
export function ImageBubble({ message, contentAddress }: { message: Loose; contentAddress?: string | undefined }) {
  const { t } = useTranslation('phone');
  const preview = textOf(message, 'previewImageUrl') ?? contentAddress;
  const original = allowedMedia(textOf(message, 'originalContentUrl') ?? contentAddress);
  const picture = <PhonePicture address={preview} kind="image" alt={t('message.picture')} />;
  return (
    <div className={styles.media}>
      {original === undefined ? picture : (
        <a href={original} target="_blank" rel="noopener noreferrer" aria-label={t('message.openPicture')}>{picture}</a>
      )}
    </div>
  );
}

interface MediaProps {
  message: Loose;
  /** Where the bytes of a person's own recording are. */
  contentAddress?: string | undefined;
}

/**
 * A video with the browser's own controls; nothing is loaded before the person asks for it. `onWatched` is called when it was
 * played to its end, which is what LINE reports for videos with a tracking id.
 */
export function VideoBubble({ message, contentAddress, onWatched }: MediaProps & { onWatched?: (() => void) | undefined }) {
  const { t } = useTranslation('phone');
  const source = allowedMedia(textOf(message, 'originalContentUrl') ?? contentAddress);
  const poster = allowedMedia(textOf(message, 'previewImageUrl'));
  return (
    <div className={styles.media}>
      {source === undefined ? <PhonePicture address={poster} kind="video" /> : <video controls preload="none" poster={poster} src={source} aria-label={t('message.video')} onEnded={onWatched} />}
      {onWatched && (
        <button type="button" className={styles.cardButton} onClick={onWatched}>
          {t('message.watchToEnd')}
        </button>
      )}
    </div>
  );
}

/** A sound with its length. */
export function AudioBubble({ message, contentAddress }: MediaProps) {
  const { t } = useTranslation('phone');
  const source = allowedMedia(textOf(message, 'originalContentUrl') ?? contentAddress);
  const seconds = Math.round((numberOf(message, 'duration') ?? 0) / 1000);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <div className={styles.audio}>
      <span className={styles.audioLine}>
        <IconMicrophone size={18} aria-hidden />
        {t('message.audio', { length })}
      </span>
      {source !== undefined && <audio controls preload="none" src={source} aria-label={t('message.audio', { length })} />}
    </div>
  );
}

/** A place: its name, address and position. No map is loaded from anybody. */
export function LocationBubble({ message }: { message: Loose }) {
  const { t } = useTranslation('phone');
  const position = `${(numberOf(message, 'latitude') ?? 0).toFixed(5)}, ${(numberOf(message, 'longitude') ?? 0).toFixed(5)}`;
  return (
    <div className={styles.location}>
      <div className={styles.locationMap} aria-hidden><IconMapPin size={28} /></div>
      <strong dir="auto">{textOf(message, 'title') ?? t('message.location')}</strong>
      <span dir="auto">{textOf(message, 'address')}</span>
      <span className={styles.small}>{position}</span>
    </div>
  );
}

/** A file a person sent: its name and size. */
export function FileBubble({ message }: { message: Loose }) {
  const { i18n } = useTranslation('phone');
  const bytes = numberOf(message, 'fileSize');
  const size = bytes === undefined ? undefined : new Intl.NumberFormat(i18n.language, { style: 'unit', unit: bytes < 1000 ? 'byte' : 'kilobyte', maximumFractionDigits: 1 }).format(bytes < 1000 ? bytes : bytes / 1000);
  return (
    <div className={styles.audio}>
      <span className={styles.audioLine}><IconFile size={18} aria-hidden />{textOf(message, 'fileName') ?? ''}</span>
      {size !== undefined && <span className={styles.small}>{size}</span>}
    </div>
  );
}
