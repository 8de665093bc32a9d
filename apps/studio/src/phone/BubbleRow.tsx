import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBubble, PhoneChat, PhoneTurn } from '@chatloom/contract';
import { apiUrl } from '../api';
import { useFormat } from '../i18n/useFormat';
import { BubbleMenu } from './BubbleMenu';
import { childOf, looseOf, textOf, type Loose } from './loose';
import { MessageBody } from './messages/MessageBody';
import { PhonePicture } from './messages/PhonePicture';
import { QuoteLine } from './messages/QuoteLine';
import type { NameOf } from './textParts';
import styles from './phone.module.css';

export interface Why {
  turn: PhoneTurn;
  isOpen: boolean;
  id: string;
  toggle(): void;
}

interface Props {
  botId: string;
  botName: string;
  chat: PhoneChat;
  bubble: PhoneBubble;
  why: Why | undefined;
  nameOf: NameOf;
  onAction(action: Loose): void;
  onAct(action: PhoneAction): void;
  onQuote(): void;
  onEdit(): void;
}

const KNOWN_EVENTS = ['followed', 'blocked', 'unblocked', 'unsend'];
/** What a person can quote; LINE gives the bot a token for the same kinds (FACTS §7). */
const QUOTABLE = new Set(['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex']);
const STORED_MEDIA = new Set(['image', 'video', 'audio']);

/** One bubble with what stands around it: who, when, read, price, and the way to "why". */
export function BubbleRow({ botId, botName, chat, bubble, why, nameOf, onAction, onAct, onQuote, onEdit }: Props) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const message = looseOf(bubble.message);
  const type = textOf(message, 'type') ?? '';
  const whyButton = why && (
    <button type="button" className={styles.whyButton} aria-expanded={why.isOpen} aria-controls={why.id} onClick={why.toggle}>
      {t('why.button')}
    </button>
  );
  if (bubble.from === 'event') {
    return (
      <p className={styles.event}>
        <span>{KNOWN_EVENTS.includes(type) ? t(`event.${type}`) : (textOf(message, 'text') ?? t('event.other', { type }))}</span>
        {whyButton}
      </p>
    );
  }
  const { userId } = chat.person;
  const mine = bubble.from === 'person' && (bubble.userId ?? userId) === userId;
  const sender = bubble.from === 'bot' ? (childOf(message, 'sender') ?? {}) : {};
  const alias = textOf(sender, 'name');
  const icon = textOf(sender, 'iconUrl');
  const owner = nameOfSpeaker(bubble, botName, nameOf);
  const isStored = bubble.from === 'person' && STORED_MEDIA.has(type);
  const contentAddress = isStored ? apiUrl('/bots/:botId/phone/people/:userId/pictures/:messageId', { params: { botId, userId, messageId: bubble.id } }) : undefined;
  const quoted = bubble.quotes === undefined ? undefined : chat.bubbles.find(({ id }) => id === bubble.quotes);
  // In groups LINE does not report that a video was watched (FACTS §7).
  const isTracked = bubble.from === 'bot' && type === 'video' && !chat.group && textOf(message, 'trackingId') !== undefined;
  return (
    <article className={styles.row} data-mine={mine || undefined} aria-label={mine ? t('bubble.mine') : t('bubble.theirs', { name: alias ?? owner })}>
      {!mine && (
        <div className={styles.avatar} aria-hidden>
          {icon === undefined ? initialOf(alias ?? owner) : <PhonePicture address={icon} kind="icon" style={{ width: '100%', height: '100%', objectFit: 'cover' }} />}
        </div>
      )}
      <div className={styles.bubbleColumn}>
        {!mine && <p className={styles.senderName}>{alias === undefined ? owner : t('bubble.from', { name: alias, account: botName })}</p>}
        {bubble.quotes !== undefined && <QuoteLine name={quoted ? nameOfSpeaker(quoted, botName, nameOf) : ''} message={quoted?.message} nameOf={nameOf} />}
        <MessageBody
          message={message}
          mine={mine}
          onAction={onAction}
          contentAddress={contentAddress}
          nameOf={nameOf}
          onWatched={isTracked ? () => onAct({ type: 'watchedVideo', messageId: bubble.id }) : undefined}
        />
        <div className={styles.meta}>
          {mine && bubble.isRead && <span>{t('bubble.read')}</span>}
          {bubble.isEdited && <span>{t('bubble.edited')}</span>}
          {bubble.isSilent && <span>{t('bubble.silent')}</span>}
          <time dateTime={bubble.at}>{format.time(bubble.at)}</time>
          {bubble.by !== undefined && <span className={styles.price} data-paid={bubble.cost > 0 || undefined}>{t(`price.${bubble.by}`, { count: bubble.cost })}</span>}
          {bubble.webhook?.state === 'failed' && <span className={styles.failed}>{t('bubble.webhookFailed', { detail: bubble.webhook.detail ?? '' })}</span>}
          {whyButton}
          <BubbleMenu
            onQuote={QUOTABLE.has(type) ? onQuote : undefined}
            onUnsend={mine ? () => onAct({ type: 'unsend', messageId: bubble.id }) : undefined}
            onEdit={mine && type === 'text' && chat.group?.kind === 'group' ? onEdit : undefined}
          />
        </div>
      </div>
    </article>
  );
}

function nameOfSpeaker(bubble: PhoneBubble, botName: string, nameOf: NameOf): string {
  return bubble.from === 'bot' ? botName : (nameOf(bubble.userId ?? '') ?? bubble.userId ?? '');
}

function initialOf(name: string): string {
  return [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? '?';
}
