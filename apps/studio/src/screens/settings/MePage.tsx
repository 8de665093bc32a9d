import { useQuery } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { keys, sessionQuery } from '../../api/queries';
import { setLanguage } from '../../i18n/i18n';
import { LANGUAGES, type Language } from '../../i18n/languages';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { PasswordInput } from '../../ui/PasswordInput';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { TextInput } from '../../ui/TextInput';
import { useColorScheme } from '../../ui/useColorScheme';
import { useSaved } from './useSaved';
import styles from './forms.module.css';

type Person = RouteOutput<'GET /session'>['person'];

/** Name, language, colours and password of whoever is signed in. */
export default function MePage() {
  const { t } = useTranslation(['settings', 'common']);
  const { data } = useQuery(sessionQuery());
  return (
    <>
      <PageHead title={t('me.title')} />
      {data ? (
        <Stack>
          <ProfileForm person={data.person} />
          <PasswordForm />
        </Stack>
      ) : (
        <SkeletonList count={2} height={200} />
      )}
    </>
  );
}

function ProfileForm({ person }: { person: Person }) {
  const { t } = useTranslation(['settings', 'common']);
  const { choose } = useColorScheme();
  const { control, register, handleSubmit, formState, setError, reset } = useForm({ defaultValues: { name: person.name, language: person.language as Language, colorScheme: person.colorScheme } });
  const { problem, save } = useSaved(setError, ['name', 'language', 'colorScheme'], [keys.session]);
  const submit = handleSubmit(async (body) => {
    const done = await save(async () => {
      await call('PATCH /me', { body });
      choose(body.colorScheme);
      await setLanguage(body.language);
    });
    if (done) reset(body);
  });
  return (
    <Card>
      <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <FormError>{problem}</FormError>
        <TextInput
          label={t('me.name')}
          maxLength={120}
          autoComplete="name"
          error={formState.errors.name?.message}
          {...register('name', { validate: (value) => value.trim() !== '' || t('me.nameMissing') })}
        />
        <TextInput label={t('me.email')} value={person.email} readOnly />
        <NativeSelect label={t('me.language')} data={LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))} {...register('language')} />
        <Controller
          control={control}
          name="colorScheme"
          render={({ field }) => (
            <div>
              <div id="colors" className={styles.label}>
                {t('me.colors')}
              </div>
              <SegmentedControl aria-labelledby="colors" data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`me.${value}`) }))} value={field.value} onChange={field.onChange} />
            </div>
          )}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={formState.isSubmitting}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function PasswordForm() {
  const { t } = useTranslation('settings');
  const { register, handleSubmit, formState, setError, reset } = useForm({ defaultValues: { current: '', new: '' } });
  const { problem, save } = useSaved(setError, ['current', 'new'], [keys.sessions], { 'password.current': 'current', 'password.new': 'new' });
  const submit = handleSubmit(async (password) => {
    if (await save(() => call('PATCH /me', { body: { password } }, { allowSignedOut: true }), t('password.changed'))) reset();
  });
  return (
    <Card title={t('password.title')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <p>{t('password.text')}</p>
        <FormError>{problem}</FormError>
        <PasswordInput label={t('password.current')} autoComplete="current-password" error={formState.errors.current?.message} {...register('current', { required: t('password.currentMissing') })} />
        <PasswordInput
          label={t('password.new')}
          description={t('password.help')}
          autoComplete="new-password"
          error={formState.errors.new?.message}
          {...register('new', { validate: (value) => value.length >= 8 || t('password.short') })}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={formState.isSubmitting}>
            {t('password.button')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
