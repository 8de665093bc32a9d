import { useId, type ReactNode } from 'react';
import styles from './Field.module.css';

/**
 * A labelled place for a control that is not one of the kit's inputs. Hands the control its id and the ids of
 * its help and error, so that both are read out with it.
 */
export function Field(props: {
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode;
}) {
  const id = useId();
  const described = [props.help ? `${id}-help` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      {props.help && (
        <div id={`${id}-help`} className={styles.help}>
          {props.help}
        </div>
      )}
      {props.children({ id, 'aria-describedby': described || undefined, 'aria-invalid': props.error ? true : undefined })}
      {props.error && (
        <div id={`${id}-error`} className={styles.error}>
          {props.error}
        </div>
      )}
    </div>
  );
}
