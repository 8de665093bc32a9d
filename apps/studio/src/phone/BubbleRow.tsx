import { useTranslation } from 'react-i18next';
import type { PhoneBubble, PhoneTurn } from '@chatloom/contract';
import { apiUrl } from '../api';
import { useFormat } from '../i18n/useFormat';
import { childOf, looseOf, textOf, type Loose } from './loose';
import { MessageBody } from './messages/MessageBody';
import { PhonePicture } from './messages/PhonePicture';
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
  userId: string;
  bubble: PhoneBubble;
  why: Why | undefined;
  onAction(action: Loose): void;
}

const KNOWN_EVENTS = ['followed', 'blocked', 'unblocked', 'unsend'];

/** One bubble with what stands around it: who, when, read, price, and the way to "why". */
export function BubbleRow({ botId, botName, userId, bubble, why, onAction }: Props) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const message = looseOf(bubble.message);
  const whyButton = why && (
    <button type="button" className={styles.whyButton} aria-expanded={why.isOpen} aria-controls={why.id} onClick={why.toggle}>
      {t('why.button')}
    </button>
  );
  if (bubble.from === 'event') {
    const type = textOf(message, 'type') ?? '';
    return (
      <p className={styles.event}>
        <span>{KNOWN_EVENTS.includes(type) ? t(`event.${type}`) : (textOf(message, 'text') ?? t('event.other', { type }))}</span>
        {whyButton}
      </p>
    );
  }
  const mine = bubble.from === 'person';
  const sender = childOf(message, 'sender') ?? {};
  const alias = textOf(sender, 'name');
  const contentAddress = mine && textOf(message, 'type') === 'image' ? apiUrl('/bots/:botId/phone/people/:userId/pictures/:messageId', { params: { botId, userId, messageId: bubble.id } }) : undefined;
  return (
    <article className={styles.row} data-mine={mine || undefined} aria-label={mine ? t('bubble.mine') : t('bubble.theirs', { name: alias ?? botName })}>
      {!mine && (
        <div className={styles.avatar} aria-hidden>
          {textOf(sender, 'iconUrl') === undefined ? initialOf(alias ?? botName) : <PhonePicture address={textOf(sender, 'iconUrl')} kind="icon" style={{ width: '100%', height: '100%', objectFit: 'cover' }} />}
        </div>
      )}
      <div className={styles.bubbleColumn}>
        {!mine && <p className={styles.senderName}>{alias === undefined ? botName : t('bubble.from', { name: alias, account: botName })}</p>}
        <MessageBody message={message} mine={mine} onAction={onAction} contentAddress={contentAddress} />
        <p className={styles.meta}>
          {mine && bubble.isRead && <span>{t('bubble.read')}</span>}
          {bubble.isSilent && <span>{t('bubble.silent')}</span>}
          <time dateTime={bubble.at}>{format.time(bubble.at)}</time>
          {!mine && bubble.by !== undefined && <span className={styles.price} data-paid={bubble.cost > 0 || undefined}>{t(`price.${bubble.by}`, { count: bubble.cost })}</span>}
          {bubble.webhook?.state === 'failed' && <span className={styles.failed}>{t('bubble.webhookFailed', { detail: bubble.webhook.detail ?? '' })}</span>}
          {whyButton}
        </p>
      </div>
    </article>
  );
}

function initialOf(name: string): string {
  return [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? '?';
}
