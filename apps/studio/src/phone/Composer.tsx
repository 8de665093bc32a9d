import { IconAt, IconMapPin, IconMoodSmile, IconPhoto, IconSend2 } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../ui/Menu';
import styles from './phone.module.css';

type Tray = 'sticker' | 'image' | 'location';

interface Props {
  onSend(text: string): void;
  onOpen(tray: Tray): void;
  disabled: boolean;
  /** The text being written; kept by the phone, because a postback may fill it in. */
  draft: string;
  onDraft(text: string): void;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Who can be mentioned with `@`; nobody outside groups. */
  names?: readonly string[];
}

/** Where the person writes. Enter sends, Shift+Enter breaks the line; an input method at work keeps Enter for itself. */
export function Composer({ onSend, onOpen, disabled, draft, onDraft, inputRef, names = [] }: Props) {
  const { t } = useTranslation('phone');
  const send = () => {
    const text = draft.trim();
    if (text === '' || disabled) return;
    onSend(text);
    onDraft('');
    inputRef.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const trays = [
    { tray: 'image', icon: IconPhoto, label: t('composer.image') },
    { tray: 'location', icon: IconMapPin, label: t('composer.location') },
    { tray: 'sticker', icon: IconMoodSmile, label: t('composer.sticker') },
  ] as const;
  return (
    <div className={styles.composer}>
      {trays.map(({ tray, icon: Icon, label }) => (
        <button key={tray} type="button" className={styles.iconButton} aria-label={label} title={label} disabled={disabled} onClick={() => onOpen(tray)}>
          <Icon size={20} aria-hidden />
        </button>
      ))}
      {names.length > 0 && (
        <Menu position="top-start" returnFocus={false}>
          <Menu.Target>
            <button type="button" className={styles.iconButton} aria-label={t('composer.mention')} title={t('composer.mention')} disabled={disabled}>
              <IconAt size={20} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {names.map((name) => (
              <Menu.Item
                key={name}
                onClick={() => {
                  onDraft(`${draft}${draft === '' || /\s$/.test(draft) ? '' : ' '}@${name} `);
                  inputRef.current?.focus();
                }}
              >
                {`@${name}`}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <textarea
        ref={inputRef}
        className={styles.composerInput}
        rows={1}
        maxLength={5000}
        value={draft}
        disabled={disabled}
        aria-label={t('composer.text')}
        placeholder={t('composer.text')}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <button type="button" className={styles.sendButton} aria-label={t('composer.send')} title={t('composer.send')} disabled={disabled || draft.trim() === ''} onClick={send}>
        <IconSend2 size={20} aria-hidden />
      </button>
    </div>
  );
}
