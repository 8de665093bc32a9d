import { useTranslation } from 'react-i18next';
import { textParts } from '../links';
import { listOf, numberOf, textOf, type Loose } from '../loose';
import styles from '../phone.module.css';

/** A text bubble: words, links and LINE emoji as chips. Text nodes only, whatever the text contains. */
export function TextBubble({ message, mine }: { message: Loose; mine: boolean }) {
  const { t } = useTranslation('phone');
  const emojis = listOf(message, 'emojis').map((emoji) => ({
    index: numberOf(emoji, 'index'),
    length: numberOf(emoji, 'length') ?? 1,
    productId: textOf(emoji, 'productId') ?? '',
    emojiId: textOf(emoji, 'emojiId') ?? '',
  }));
  return (
    <p className={styles.text} data-mine={mine || undefined} dir="auto">
      {textParts(textOf(message, 'text') ?? '', emojis).map((part, index) => {
        if (part.kind === 'text') return part.text;
        if (part.kind === 'link') {
          return (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
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
