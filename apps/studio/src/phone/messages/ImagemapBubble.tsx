import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { allowedMedia } from '../links';
import { childOf, listOf, numberOf, textOf, type Loose } from '../loose';
import { ActionArea, ActionButton, type OnAction } from './ActionButton';
import { PhonePicture } from './PhonePicture';
import styles from '../phone.module.css';

/** A picture with areas to tap and perhaps a video, laid out on its own 1040-wide base (FACTS §7). */
export function ImagemapBubble({ message, onAction }: { message: Loose; onAction: OnAction }) {
  const { t } = useTranslation('phone');
  const base = childOf(message, 'baseSize') ?? {};
  const width = Math.max(1, numberOf(base, 'width') ?? 1040);
  const height = Math.max(1, numberOf(base, 'height') ?? 1040);
  const address = textOf(message, 'baseUrl');
  const place = (area: Loose | undefined): CSSProperties => {
    const share = (field: string, of: number) => `${((numberOf(area ?? {}, field) ?? 0) / of) * 100}%`;
    return { position: 'absolute', left: share('x', width), top: share('y', height), width: share('width', width), height: share('height', height) };
  };
  const video = childOf(message, 'video');
  const source = video && allowedMedia(textOf(video, 'originalContentUrl'));
  const link = video && childOf(video, 'externalLink');
  return (
    <div className={styles.imagemap} role="group" aria-label={textOf(message, 'altText')}>
      <div className={styles.imagemapBase}>
        <PhonePicture address={address === undefined ? undefined : `${address}/700`} kind="image" alt={textOf(message, 'altText') ?? ''} style={{ width: '100%', aspectRatio: `${width} / ${height}` }} />
        {video && (
          <div className={styles.imagemapVideo} data-part="video" style={place(childOf(video, 'area'))}>
            {source === undefined ? (
              <PhonePicture address={textOf(video, 'previewImageUrl')} kind="video" style={{ width: '100%', height: '100%' }} />
            ) : (
              <video controls preload="none" poster={allowedMedia(textOf(video, 'previewImageUrl'))} src={source} aria-label={t('message.video')} />
            )}
          </div>
        )}
        {listOf(message, 'actions').map((action, index) => (
          <ActionArea key={index} action={asAction(action)} onAction={onAction} className={styles.imagemapArea} style={place(childOf(action, 'area'))}>
            {null}
          </ActionArea>
        ))}
      </div>
      {link && <ActionButton action={{ type: 'uri', label: link['label'], uri: link['linkUri'] }} onAction={onAction} className={styles.cardButton} />}
    </div>
  );
}

/** Imagemap actions call their address `linkUri`; everywhere else it is `uri`. */
const asAction = (action: Loose): Loose => (textOf(action, 'type') === 'uri' ? { ...action, uri: action['linkUri'] } : action);
