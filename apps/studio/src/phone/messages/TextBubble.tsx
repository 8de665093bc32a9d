import { useTranslation } from 'react-i18next';
import type { Loose } from '../loose';
import { messageParts, type NameOf } from '../textParts';
import styles from '../phone.module.css';

/** A text bubble: words, links, mentions, and LINE emoji as chips. Text nodes only, whatever the text contains. */
export function TextBubble({ message, mine, nameOf }: { message: Loose; mine: boolean; nameOf: NameOf }) {
  const { t } = useTranslation('phone');
  return (
    <p className={styles.text} data-mine={mine || undefined} dir="auto">
      {messageParts(message, nameOf, t('message.everybody')).map((part, index) => {
        if (part.kind === 'text') return part.text;
        if (part.kind === 'link') {
          return (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          );
        }
        if (part.kind === 'mention') {
          return (
            <span key={index} className={styles.mention} data-self={part.isSelf || undefined}>
              {part.text}
            </span>
          );
        }
        return (
          <span key={index} className={styles.emojiChip} role="img" aria-label={t('message.lineEmoji', { id: `${part.productId}/${part.emojiId}` })} title={`${part.productId} / ${part.emojiId}`}>
            {part.emojiId}
          </span>
        );
      })}
    </p>
  );
}
