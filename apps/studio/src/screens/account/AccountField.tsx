import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState, type InputHTMLAttributes, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field';
import styles from './AccountField.module.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  label: string;
  help?: string;
  error?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A plain input that looks like the kit's: the kit's own brings more code than the whole sign-in page may weigh. */
export function AccountField({ label, help, error, type = 'text', ...input }: Props) {
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  const Eye = shown ? IconEyeOff : IconEye;
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <span className={styles.frame}>
          <input {...input} {...control} type={secret && shown ? 'text' : type} className={styles.input} data-secret={secret || undefined} />
          {secret && (
            <button type="button" className={styles.eye} aria-label={t('password.toggle')} aria-pressed={shown} onClick={() => setShown(!shown)}>
              <Eye size={20} stroke={1.75} aria-hidden />
            </button>
          )}
        </span>
      )}
    </Field>
  );
}
