import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { showFieldErrors } from '../../api/fieldErrors';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { CopyField } from '../../ui/CopyField';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { Stack } from '../../ui/Stack';
import { TextInput } from '../../ui/TextInput';

const DAY_MS = 86_400_000;
/** Days a token may live; 0 = without end. Ninety by default: short enough to be forgotten safely. */
const LIFETIMES = { days30: 30, days90: 90, days365: 365, never: 0 } as const;
type Lifetime = keyof typeof LIFETIMES;

/** Makes a token, then shows it this once. */
export default function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const [token, setToken] = useState<string>();
  const { control, register, handleSubmit, formState, setError } = useForm<{ name: string; lifetime: Lifetime }>({ defaultValues: { name: '', lifetime: 'days90' } });
  const submit = handleSubmit(async ({ name, lifetime }) => {
    setProblem(undefined);
    const days = LIFETIMES[lifetime];
    try {
      const made = await call('POST /tokens', { body: { name, expiresAt: days === 0 ? undefined : new Date(Date.now() + days * DAY_MS).toISOString() } });
      setToken(made.token);
      await queryClient.invalidateQueries({ queryKey: keys.tokens });
    } catch (error) {
      setProblem(showFieldErrors(error, setError, t, ['name']));
    }
  });
  return (
    // Once the token is shown, a stray click beside the dialog must not lose it.
    <Modal opened onClose={onClose} title={t('tokens.new')} closeOnClickOutside={!token} closeOnEscape={!token}>
      {token ? (
        <Stack>
          <CopyField label={t('tokens.value')} description={t('tokens.once')} value={token} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('tokens.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            <FormError>{problem}</FormError>
            <TextInput
              label={t('tokens.name')}
              description={t('tokens.nameHelp')}
              maxLength={120}
              data-autofocus
              error={formState.errors.name?.message}
              {...register('name', { validate: (value) => value.trim() !== '' || t('tokens.nameMissing') })}
            />
            <Controller
              control={control}
              name="lifetime"
              render={({ field }) => (
                <NativeSelect label={t('tokens.expires')} data={(Object.keys(LIFETIMES) as Lifetime[]).map((value) => ({ value, label: t(`tokens.${value}`) }))} {...field} />
              )}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" loading={formState.isSubmitting}>
                {t('tokens.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
