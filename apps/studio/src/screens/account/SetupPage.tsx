import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { fieldErrorText } from '../../api/fieldErrors';
import { currentLanguage } from '../../i18n/i18n';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { AccountField } from './AccountField';
import styles from './forms.module.css';

const FIELDS = ['name', 'email', 'password'] as const;
type FieldName = (typeof FIELDS)[number];
type Faults = Partial<Record<FieldName, string>>;

/** First run: the owner account, by the one-time link the server printed. Goes on to "What should your bot do?". */
export function SetupPage({ onDone }: { onDone: (path: string) => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [needed, setNeeded] = useState<boolean>();
  const form = useRef<HTMLFormElement>(null);
  const setupToken = new URLSearchParams(location.search).get('token') ?? '';

  useEffect(() => {
    document.title = `${t('setup.title')} · Chatloom`;
  }, [t]);
  useEffect(() => {
    call('GET /setup').then(
      (setup) => setNeeded(setup.needed),
      () => setNeeded(true),
    );
  }, []);

  const show = (found: Faults) => {
    setFaults(found);
    const first = FIELDS.find((name) => found[name]);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    return first === undefined;
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = new FormData(form.current!);
    const given = { name: String(data.get('name')).trim(), email: String(data.get('email')).trim(), password: String(data.get('password')) };
    setProblem(undefined);
    const fine = show({
      name: given.name ? undefined : t('setup.nameMissing'),
      email: /^[^\s@]+@[^\s@]+$/.test(given.email) ? undefined : t('setup.emailWrong'),
      password: given.password.length >= 8 ? undefined : t('setup.passwordShort'),
    });
    if (!fine) return;
    setBusy(true);
    try {
      await call('POST /setup', { body: { ...given, setupToken, language: currentLanguage() } }, { allowSignedOut: true });
      onDone('/start');
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.code === 'forbidden') return setProblem(t('setup.linkWrong'));
      if (error instanceof ApiError && error.code === 'conflict') return setNeeded(false);
      const found: Faults = {};
      if (error instanceof ApiError) {
        for (const detail of error.details) {
          const name = FIELDS.find((field) => detail.path.includes(field));
          if (name) found[name] = name === 'email' ? t('setup.emailWrong') : fieldErrorText(detail.code, t, detail.params);
        }
      }
      if (show(found)) setProblem(errorLine(error, t));
    }
  };

  if (needed === false)
    return (
      <div className={styles.form}>
        <h1>{t('setup.title')}</h1>
        <p>{t('setup.done')}</p>
        <a href="/signin">{t('setup.toSignIn')}</a>
      </div>
    );
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <h1>{t('setup.title')}</h1>
        <p>{t('setup.text')}</p>
        <FormError>{setupToken ? problem : t('setup.linkMissing')}</FormError>
        <AccountField label={t('setup.name')} name="name" autoComplete="name" error={faults.name} />
        <AccountField label={t('setup.email')} name="email" type="email" autoComplete="username" error={faults.email} />
        <AccountField type="password" label={t('setup.password')} help={t('setup.passwordHelp')} name="password" autoComplete="new-password" error={faults.password} />
        <Button type="submit" loading={busy} disabled={!setupToken} fullWidth>
          {t('setup.button')}
        </Button>
    </form>
  );
}
