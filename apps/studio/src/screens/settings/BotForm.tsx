import { useMemo } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';
import { LANGUAGES } from '../../i18n/languages';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { BusinessHoursField } from './BusinessHoursField';
import { wrongDays } from './businessHours';
import { useSaved } from './useSaved';
import styles from './forms.module.css';

type Bot = RouteOutput<'GET /bots/:botId'>;

/** The bot's own settings as one form. */
export function BotForm({ bot }: { bot: Bot }) {
  const { t } = useTranslation(['settings', 'common']);
  // A server may know a zone that this browser calls by another name.
  const zones = useMemo(() => [...new Set([...Intl.supportedValuesOf('timeZone'), bot.timeZone])].sort(), [bot.timeZone]);
  const languages = LANGUAGES.map(({ id, name }) => ({ value: id as string, label: name as string }));
  const { control, register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { name: bot.name, language: bot.language, timeZone: bot.timeZone, businessHours: bot.businessHours },
  });
  const { problem, save } = useSaved(setError, ['name', 'language', 'timeZone'], [keys.bots]);
  const submit = handleSubmit(async (body) => {
    if (await save(() => call('PATCH /bots/:botId', { params: { botId: bot.id }, body }))) reset(body);
  });
  return (
    <Card>
      <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <FormError>{problem}</FormError>
        <TextInput
          label={t('bot.name')}
          description={t('bot.nameHelp')}
          maxLength={120}
          error={formState.errors.name?.message}
          {...register('name', { validate: (value) => value.trim() !== '' || t('bot.nameMissing') })}
        />
        <NativeSelect
          label={t('bot.language')}
          description={t('bot.languageHelp')}
          data={languages.some(({ value }) => value === bot.language) ? languages : [...languages, { value: bot.language, label: bot.language }]}
          {...register('language')}
        />
        <NativeSelect label={t('bot.timeZone')} description={t('bot.timeZoneHelp')} data={zones} error={formState.errors.timeZone?.message} {...register('timeZone')} />
        <Controller
          control={control}
          name="businessHours"
          rules={{ validate: (value) => wrongDays(value).length === 0 }}
          render={({ field }) => <BusinessHoursField value={field.value} onChange={field.onChange} showFaults={formState.errors.businessHours !== undefined} />}
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
