import { useTranslation } from 'react-i18next';
import type { PhoneBubble } from '@chatloom/contract';
import { childOf, listOf, looseOf, textOf, type Loose } from './loose';
import { actionLabel } from './messages/ActionButton';
import { PhonePicture } from './messages/PhonePicture';
import styles from './phone.module.css';

/** The row of quick replies above the composer, alive until one is tapped or anything newer is said (FACTS §7). */
export function QuickReplies({ bubble, onAction }: { bubble: PhoneBubble; onAction(action: Loose): void }) {
  const { t } = useTranslation('phone');
  const items = listOf(childOf(looseOf(bubble.message), 'quickReply') ?? {}, 'items');
  if (items.length === 0) return null;
  return (
    <div className={styles.quickReplies} role="group" aria-label={t('quickReplies')} tabIndex={0}>
      {items.map((item, index) => {
        const action = childOf(item, 'action') ?? {};
        const icon = textOf(item, 'imageUrl');
        return (
          <button key={index} type="button" className={styles.quickReply} onClick={() => onAction(action)}>
            {icon !== undefined && <PhonePicture address={icon} kind="icon" alt="" style={{ width: 20, height: 20 }} />}
            {actionLabel(action) ?? t('message.tap')}
          </button>
        );
      })}
    </div>
  );
}
