import { useTranslation } from 'react-i18next';
import { looseOf, textOf } from '../loose';
import { messageParts, type NameOf } from '../textParts';
import styles from '../phone.module.css';

/** What a message quotes, above it. Templates and Flex show only their alternative text (FACTS §7 "Quotable"). */
export function QuoteLine({ name, message, nameOf }: { name: string; message: unknown; nameOf: NameOf }) {
  const { t } = useTranslation('phone');
  return (
    <blockquote className={styles.quote}>
      <strong dir="auto">{name}</strong>
      <span className={styles.quoteText} dir="auto">{useQuotedWords(message, nameOf) ?? t('message.quoteGone')}</span>
    </blockquote>
  );
}

function useQuotedWords(quoted: unknown, nameOf: NameOf): string | undefined {
  const { t } = useTranslation('phone');
  const message = looseOf(quoted);
  switch (textOf(message, 'type')) {
    case undefined:
    case 'unsend':
      return undefined;
    case 'text':
    case 'textV2':
      return messageParts(message, nameOf, t('message.everybody')).map((part) => ('text' in part ? part.text : `(${part.emojiId})`)).join('');
    case 'image':
      return t('message.picture');
    case 'video':
      return t('message.video');
    case 'sticker':
      return t('message.sticker', { packageId: textOf(message, 'packageId'), stickerId: textOf(message, 'stickerId') });
    default:
      return textOf(message, 'altText') ?? t('message.unknown', { type: textOf(message, 'type') });
  }
}
