import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PhoneBubble } from '@chatloom/contract';
import { looseOf, textOf } from './loose';
import styles from './phone.module.css';

/** What the text being written belongs to: the message it quotes, or the one it changes. */
export interface About {
  bubble: PhoneBubble;
  change: 'quote' | 'edit';
}

/** Says above the composer what is being quoted or changed, with a way out. */
export function AboutBar({ about, onEnd }: { about: About; onEnd(): void }) {
  const { t } = useTranslation('phone');
  const message = looseOf(about.bubble.message);
  return (
    <div className={styles.aboutBar}>
      <span className={styles.aboutText} dir="auto">
        {t(about.change === 'quote' ? 'bubble.quoting' : 'bubble.editing')} {textOf(message, 'text') ?? textOf(message, 'altText') ?? t('message.unknown', { type: textOf(message, 'type') })}
      </span>
      <button type="button" className={styles.iconButton} aria-label={t('bubble.cancel')} onClick={onEnd}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
