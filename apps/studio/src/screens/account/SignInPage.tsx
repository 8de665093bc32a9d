import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { setLanguage } from '../../i18n/i18n';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { AccountField } from './AccountField';
import styles from './forms.module.css';
import { nextPath } from './nextPath';

/** E-mail address and password. Plain fields without a form library: this page has a budget of its own. */
export function SignInPage({ onDone }: { onDone: (path: string) => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [missing, setMissing] = useState({ email: false, password: false });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [setupNeeded, setSetupNeeded] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = `${t('signIn.title')} · Chatloom`;
  }, [t]);
  useEffect(() => {
    call('GET /setup').then(
      ({ needed }) => setSetupNeeded(needed),
      () => {},
    );
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = { email: email.current!.value.trim(), password: password.current!.value };
    setMissing({ email: !given.email, password: !given.password });
    setProblem(undefined);
    if (!given.email) return email.current!.focus();
    if (!given.password) return password.current!.focus();
    setBusy(true);
    try {
      const { person } = await call('POST /session', { body: given }, { allowSignedOut: true });
      await setLanguage(person.language);
      onDone(nextPath(location.search));
    } catch (error) {
      setProblem(errorLine(error, t));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <h1>{t('signIn.title')}</h1>
        {setupNeeded && <p>{t('signIn.setupNeeded')}</p>}
        <FormError>{problem}</FormError>
        <AccountField ref={email} label={t('signIn.email')} type="email" name="email" autoComplete="username" autoFocus error={missing.email ? t('signIn.emailMissing') : undefined} />
        <AccountField type="password" ref={password} label={t('signIn.password')} name="password" autoComplete="current-password" error={missing.password ? t('signIn.passwordMissing') : undefined} />
        <Button type="submit" loading={busy} fullWidth>
          {t('signIn.button')}
        </Button>
    </form>
  );
}
