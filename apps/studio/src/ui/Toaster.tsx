import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconX } from '@tabler/icons-react';
import { useToasts, type Toast } from './toast';
import styles from './Toaster.module.css';

const STANDS_MS = 5_000;
const STANDS_WITH_UNDO_MS = 10_000;

/** Where toasts appear. Mounted once; a live region, so that they are read out. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Line key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Line({ toast }: { toast: Toast }) {
  const { t } = useTranslation('common');
  const remove = useToasts((state) => state.remove);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => remove(toast.id), toast.undo ? STANDS_WITH_UNDO_MS : STANDS_MS);
    return () => clearTimeout(timer);
  }, [held, remove, toast]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={styles.line} data-tone={toast.tone} {...hold}>
      <span>{toast.message}</span>
      {toast.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            remove(toast.id);
            void toast.undo?.();
          }}
        >
          {t('undo')}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={t('close')} onClick={() => remove(toast.id)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
