import { useEffect, useState } from 'react';
import { useForm, type ControlProps } from '../formContext';
import styles from '../form.module.css';

/** Raw JSON. What cannot be read stays in the field with a sentence, and the flow keeps the last readable value. */
export function JsonControl({ value, field, onChange }: ControlProps) {
  const form = useForm();
  const [draft, setDraft] = useState(() => write(value));
  const [fault, setFault] = useState<string>();
  const written = write(value);
  useEffect(() => {
    // Changed from outside (undo, another person): show it, unless it is what stands here already.
    setDraft((current) => (same(current, written) ? current : written));
  }, [written]);
  const errorId = `${field.id}-json`;
  return (
    <>
      <textarea
        {...field}
        className={`${styles.input} ${styles.code}`}
        rows={12}
        spellCheck={false}
        value={draft}
        aria-invalid={fault ? true : field['aria-invalid']}
        aria-describedby={[fault && errorId, field['aria-describedby']].filter(Boolean).join(' ') || undefined}
        onChange={(event) => {
          setDraft(event.target.value);
          try {
            const read: unknown = JSON.parse(event.target.value);
            setFault(undefined);
            onChange(read);
          } catch (error) {
            setFault(error instanceof Error ? error.message : String(error));
          }
        }}
        onBlur={() => !fault && setDraft(written)}
      />
      {fault && (
        <span id={errorId} className={styles.problem} role="alert">
          {form.t('form.notJson', { fault })}
        </span>
      )}
    </>
  );
}

const write = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

function same(text: string, written: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(written));
  } catch {
    return false;
  }
}
