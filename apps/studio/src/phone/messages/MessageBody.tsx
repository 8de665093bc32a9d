import { useTranslation } from 'react-i18next';
import { FlexMessage } from '../flex/FlexMessage';
import { textOf, type Loose } from '../loose';
import type { OnAction } from './ActionButton';
import { AudioBubble, FileBubble, ImageBubble, ImagemapBubble, LocationBubble, StickerBubble, VideoBubble } from './MediaBubbles';
import { TemplateBubble } from './TemplateBubble';
import { TextBubble } from './TextBubble';
import styles from '../phone.module.css';

interface Props {
  /** A LINE message object, or the content of a message a person sent. */
  message: Loose;
  mine: boolean;
  onAction: OnAction;
  /** Where the bytes of a person's own picture are. */
  contentAddress?: string | undefined;
}

/** Draws any message; one of a type not known here shows its alternative text or says what it is. */
export function MessageBody({ message, mine, onAction, contentAddress }: Props) {
  const { t } = useTranslation('phone');
  const type = textOf(message, 'type') ?? '';
  switch (type) {
    case 'text':
    case 'textV2':
      return <TextBubble message={message} mine={mine} />;
    case 'sticker':
      return <StickerBubble message={message} />;
    case 'image':
      return <ImageBubble message={message} contentAddress={contentAddress} />;
    case 'video':
      return <VideoBubble message={message} />;
    case 'audio':
      return <AudioBubble message={message} />;
    case 'file':
      return <FileBubble message={message} />;
    case 'location':
      return <LocationBubble message={message} />;
    case 'imagemap':
      return <ImagemapBubble message={message} onAction={onAction} />;
    case 'template':
      return <TemplateBubble message={message} onAction={onAction} />;
    case 'flex':
      return <FlexMessage message={message} onAction={onAction} />;
    default:
      return <p className={styles.text} data-mine={mine || undefined}>{textOf(message, 'altText') ?? t('message.unknown', { type })}</p>;
  }
}
