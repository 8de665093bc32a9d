import { IconArrowBackUp, IconDots, IconPencil, IconQuote } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../ui/Menu';
import styles from './phone.module.css';

interface Props {
  onQuote: (() => void) | undefined;
  onUnsend: (() => void) | undefined;
  onEdit: (() => void) | undefined;
}

/** What a long press on a message offers: quote it, take it back, change it. Nothing when there is nothing to do. */
export function BubbleMenu({ onQuote, onUnsend, onEdit }: Props) {
  const { t } = useTranslation('phone');
  if (!onQuote && !onUnsend && !onEdit) return null;
  return (
    <Menu position="bottom">
      <Menu.Target>
        <button type="button" className={styles.bubbleMenu} aria-label={t('bubble.more')} title={t('bubble.more')}>
          <IconDots size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {onQuote && <Menu.Item leftSection={<IconQuote size={16} aria-hidden />} onClick={onQuote}>{t('bubble.quote')}</Menu.Item>}
        {onEdit && <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>{t('bubble.edit')}</Menu.Item>}
        {onUnsend && <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={onUnsend}>{t('bubble.unsend')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
