import { useTranslation } from 'react-i18next';
import { FlexMessage } from '../flex/FlexMessage';
import { childOf, textOf, type Loose } from '../loose';
import type { NameOf } from '../textParts';
import type { OnAction } from './ActionButton';
import { CouponBubble } from './CouponBubble';
import { ImagemapBubble } from './ImagemapBubble';
import { AudioBubble, FileBubble, ImageBubble, LocationBubble, StickerBubble, VideoBubble } from './MediaBubbles';
import { TemplateBubble } from './TemplateBubble';
import { TextBubble } from './TextBubble';
import styles from '../phone.module.css';

interface Props {
  /** A LINE message object, or the content of a message a person sent. */
  message: Loose;
  mine: boolean;
  onAction: OnAction;
  /** Where the bytes of a person's own picture, video or sound are. */
  contentAddress?: string | undefined;
  /** What to call people who are mentioned. */
  nameOf?: NameOf;
  /** Called when a video was played to its end; absent when nobody wants to know. */
  onWatched?: (() => void) | undefined;
}

const nobodyKnown: NameOf = () => undefined;

/** Draws any message; one of a type not known here shows its alternative text or says what it is. */
export function MessageBody({ message, mine, onAction, contentAddress, nameOf = nobodyKnown, onWatched }: Props) {
  const { t } = useTranslation('phone');
  const type = textOf(message, 'type') ?? '';
  switch (type) {
    case 'text':
    case 'textV2':
      return <TextBubble message={message} mine={mine} nameOf={nameOf} />;
    case 'sticker':
      return <StickerBubble message={message} />;
    case 'image':
      return <ImageBubble message={message} contentAddress={contentAddress} />;
    case 'video':
      return <VideoBubble message={message} contentAddress={contentAddress} onWatched={onWatched} />;
    case 'audio':
      return <AudioBubble message={message} contentAddress={contentAddress} />;
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
    case 'coupon':
      return <CouponBubble message={message} coupon={childOf(message, 'coupon')} />;
    default:
      return <p className={styles.text} data-mine={mine || undefined}>{textOf(message, 'altText') ?? t('message.unknown', { type })}</p>;
  }
}
