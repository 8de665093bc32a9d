import { useTranslation } from 'react-i18next';
import { actionLabel } from './messages/ActionButton';
import { MessageBody } from './messages/MessageBody';
import { childOf, listOf, textOf, type Loose } from './loose';
import styles from './phone.module.css';

/**
 * A still phone: messages as a customer will see them, before anything is sent. Buttons are drawn, a tap does nothing.
 * `undefined` stands for a message that cannot be shown yet.
 */
export function MessagesPhone(props: { label: string; title: string; lang?: string | undefined; messages: readonly (Loose | undefined)[]; unfinished: string; nothing: string }) {
  const { t } = useTranslation('phone');
  const last = props.messages.at(-1);
  const replies = last ? listOf(childOf(last, 'quickReply') ?? {}, 'items') : [];
  return (
    <section className={`${styles.frame} ${styles.still}`} aria-label={props.label}>
      <div className={styles.titleBar}>
        <span className={styles.titleName}>{props.title}</span>
      </div>
      <div className={styles.log} lang={props.lang} tabIndex={0} role="group" aria-label={props.label}>
        {props.messages.length === 0 && <p className={styles.hello}>{props.nothing}</p>}
        {props.messages.map((message, index) => (
          <div key={index} className={styles.line}>
            <div className={styles.row}>
              <div className={styles.avatar} aria-hidden>
                {initialOf(textOf(childOf(message ?? {}, 'sender') ?? {}, 'name') ?? props.title)}
              </div>
              <div className={styles.bubbleColumn}>
                {message ? <MessageBody message={message} mine={false} onAction={() => undefined} /> : <p className={`${styles.text} ${styles.pending}`}>{props.unfinished}</p>}
              </div>
            </div>
          </div>
        ))}
      </div>
      {replies.length > 0 && (
        <div className={styles.quickReplies} role="group" aria-label={t('quickReplies')} tabIndex={0}>
          {replies.map((item, index) => (
            <span key={index} className={styles.quickReply}>
              {actionLabel(childOf(item, 'action') ?? {}) ?? t('message.tap')}
            </span>
          ))}
        </div>
      )}
    </section>
  );
}

const initialOf = (name: string): string => [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? '?';
