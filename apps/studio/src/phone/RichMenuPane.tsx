import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneRichMenu } from '@chatloom/contract';
import { apiUrl } from '../api';
import type { Loose } from './loose';
import { actionLabel } from './messages/ActionButton';
import styles from './phone.module.css';

interface Props {
  botId: string;
  menu: PhoneRichMenu;
  isOpen: boolean;
  onToggle(): void;
  onTap(area: number, action: Loose): void;
}

/** The tallest a menu becomes, so that the chat above it can still be read. */
const HEIGHT_MAX_PX = 240;

/** The rich menu below the chat: its picture with areas to tap, and the bar that folds it (FACTS §9). */
export function RichMenuPane({ botId, menu, isOpen, onToggle, onTap }: Props) {
  const { t } = useTranslation('phone');
  const [missing, setMissing] = useState<string>();
  const id = useId();
  const source = apiUrl('/bots/:botId/phone/menus/:richMenuId/picture', { params: { botId, richMenuId: menu.richMenuId } });
  const share = (part: number, of: number) => `${(part / Math.max(1, of)) * 100}%`;
  const Chevron = isOpen ? IconChevronDown : IconChevronUp;
  return (
    <div className={styles.richMenu}>
      {isOpen && (
        <div id={id} className={styles.richMenuBack}>
          <div
            className={styles.richMenuPicture}
            role="group"
            aria-label={t('richMenu.title', { name: menu.chatBarText })}
            style={{ aspectRatio: `${menu.width} / ${menu.height}`, width: `min(100%, ${Math.round((HEIGHT_MAX_PX * menu.width) / Math.max(1, menu.height))}px)` }}
          >
            {missing === source ? <span className={styles.richMenuMissing}>{t('message.pictureMissing')}</span> : <img src={source} alt="" onError={() => setMissing(source)} />}
            {menu.areas.map((area, index) => (
              <button
                key={index}
                type="button"
                className={styles.richMenuArea}
                aria-label={actionLabel(area.action) ?? t('message.tap')}
                title={actionLabel(area.action)}
                style={{ left: share(area.x, menu.width), top: share(area.y, menu.height), width: share(area.width, menu.width), height: share(area.height, menu.height) }}
                onClick={() => onTap(index, area.action)}
              />
            ))}
          </div>
        </div>
      )}
      <button type="button" className={styles.richMenuBar} aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <Chevron size={16} aria-hidden />
        <span dir="auto">{menu.chatBarText}</span>
      </button>
    </div>
  );
}
