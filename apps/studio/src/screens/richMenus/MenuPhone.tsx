import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds, Size } from './areaGeometry';
import { areaLetter } from './areaLetter';
import styles from './MenuPhone.module.css';

/**
 * The menu under a chat, as customers see it: opened or folded by its bar. A tap tells in a bubble what would happen;
 * `onTap` may do more (another tab).
 */
export function MenuPhone(props: {
  botName: string;
  size: Size;
  chatBarText: string;
  /** Whether LINE opens the menu with the chat. */
  opensByItself: boolean;
  areas: readonly { bounds: Bounds; does: string }[];
  selected?: number | null;
  onTap?(index: number): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('richMenus');
  const [open, setOpen] = useState(true);
  const [tapped, setTapped] = useState<string>();
  return (
    <section className={styles.phone} aria-label={t('phone.label')}>
      <div className={styles.title}>{props.botName}</div>
      <div className={styles.wall} role="status">
        <div className={styles.said}>{tapped ?? t(props.opensByItself ? 'phone.opens' : 'phone.folded')}</div>
      </div>
      {open && (
        <div className={styles.menu} style={{ aspectRatio: `${props.size.width} / ${props.size.height}` }}>
          {props.children}
          {props.areas.map(({ bounds, does }, index) => (
            <button
              key={index}
              type="button"
              className={styles.tap}
              aria-current={props.selected === index || undefined}
              aria-label={t('canvas.area', { letter: areaLetter(index), does })}
              style={{
                left: `${(bounds.x / props.size.width) * 100}%`,
                top: `${(bounds.y / props.size.height) * 100}%`,
                width: `${(bounds.width / props.size.width) * 100}%`,
                height: `${(bounds.height / props.size.height) * 100}%`,
              }}
              onClick={() => {
                setTapped(does);
                props.onTap?.(index);
              }}
            />
          ))}
        </div>
      )}
      <button type="button" className={styles.bar} aria-expanded={open} onClick={() => setOpen(!open)}>
        {props.chatBarText}
        {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
      </button>
    </section>
  );
}
