import { useTranslation } from 'react-i18next';
import { IconFile, IconMapPin, IconMoodSmile, IconMicrophone } from '@tabler/icons-react';
import { allowedMedia } from '../links';
import { childOf, listOf, numberOf, textOf, type Loose } from '../loose';
import { ActionArea, type OnAction } from './ActionButton';
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

/** A video with the browser's own controls; nothing is loaded before the person asks for it. */
export function VideoBubble({ message }: { message: Loose }) {
  const { t } = useTranslation('phone');
  const source = allowedMedia(textOf(message, 'originalContentUrl'));
  const poster = allowedMedia(textOf(message, 'previewImageUrl'));
  if (source === undefined) return <div className={styles.media}><PhonePicture address={poster} kind="video" /></div>;
  return (
    <div className={styles.media}>
      <video controls preload="none" poster={poster} src={source} aria-label={t('message.video')} />
    </div>
  );
}

/** A sound with its length. */
export function AudioBubble({ message }: { message: Loose }) {
  const { t } = useTranslation('phone');
  const source = allowedMedia(textOf(message, 'originalContentUrl'));
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

/** A file a person sent. */
export function FileBubble({ message }: { message: Loose }) {
  return (
    <div className={styles.audio}>
      <span className={styles.audioLine}><IconFile size={18} aria-hidden />{textOf(message, 'fileName') ?? ''}</span>
    </div>
  );
}

/** A picture with areas to tap, laid out on its own 1040-wide base (FACTS §7). */
export function ImagemapBubble({ message, onAction }: { message: Loose; onAction: OnAction }) {
  const base = childOf(message, 'baseSize') ?? {};
  const width = numberOf(base, 'width') ?? 1040;
  const height = Math.max(1, numberOf(base, 'height') ?? 1040);
  const address = textOf(message, 'baseUrl');
  return (
    <div className={styles.imagemap} role="group" aria-label={textOf(message, 'altText')}>
      <PhonePicture address={address === undefined ? undefined : `${address}/700`} kind="image" alt={textOf(message, 'altText') ?? ''} style={{ width: '100%', aspectRatio: `${width} / ${height}` }} />
      {listOf(message, 'actions').map((action, index) => {
        const area = childOf(action, 'area') ?? {};
        const share = (field: string, of: number) => `${((numberOf(area, field) ?? 0) / of) * 100}%`;
        const asAction = textOf(action, 'type') === 'uri' ? { ...action, uri: action['linkUri'] } : action;
        return (
          <ActionArea key={index} action={asAction} onAction={onAction} className={styles.imagemapArea} style={{ position: 'absolute', left: share('x', width), top: share('y', height), width: share('width', width), height: share('height', height) }}>
            {null}
          </ActionArea>
        );
      })}
    </div>
  );
}
