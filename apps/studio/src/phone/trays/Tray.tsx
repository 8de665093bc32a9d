import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../phone.module.css';

/**
 * A sheet that slides up inside the phone. It takes the focus, gives it back when closed, and closes with Escape; the page
 * around stays usable, as it would beside a real phone.
 */
export function Tray({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const { t } = useTranslation('phone');
  const titleId = useId();
  const tray = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = tray.current?.querySelector<HTMLElement>('[data-autofocus], input, select, textarea, [data-tray-body] button, [data-tray-body] a');
    (first ?? tray.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div
      ref={tray}
      className={styles.tray}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.trayHead}>
        <p id={titleId} className={styles.trayTitle}>{title}</p>
        <button type="button" className={styles.iconButton} aria-label={t('tray.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </button>
      </div>
      <div className={styles.trayBody} data-tray-body>{children}</div>
    </div>
  );
}
