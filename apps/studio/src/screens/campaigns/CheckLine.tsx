import { useId, type ReactNode } from 'react';
import styles from './campaigns.module.css';

/** A box to tick with a sentence that says what it does; what belongs to it is shown below while it is ticked. */
export function CheckLine({ label, help, checked, disabled, onChange, children }: { label: ReactNode; help?: ReactNode; checked: boolean; disabled?: boolean; onChange(checked: boolean): void; children?: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.fields} style={{ gap: 8 }}>
      <label className={styles.check}>
        <input type="checkbox" checked={checked} disabled={disabled} aria-labelledby={`${id}-label`} aria-describedby={help ? `${id}-help` : undefined} onChange={(event) => onChange(event.target.checked)} />
        <span>
          <span id={`${id}-label`}>{label}</span>
          {help && (
            <span id={`${id}-help`} className={styles.checkHelp}>
              {help}
            </span>
          )}
        </span>
      </label>
      {checked && children && <div className={styles.under}>{children}</div>}
    </div>
  );
}
