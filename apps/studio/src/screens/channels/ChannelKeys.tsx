import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { PasswordInput } from '../../ui/PasswordInput';
import { TextInput } from '../../ui/TextInput';
import { useSaved } from '../settings/useSaved';
import { isAccessToken, isChannelSecret } from './credentials';
import forms from '../settings/forms.module.css';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];

/** The last characters of secret and token, to tell them apart, and replacing them. */
export function ChannelKeys({ botId, channel }: { botId: string; channel: Channel }) {
  const { t } = useTranslation(['channels', 'common']);
  const [replacing, setReplacing] = useState(false);
  const { register, handleSubmit, formState, setError, reset } = useForm({ defaultValues: { name: channel.name, channelSecret: '', accessToken: '' } });
  const { problem, save } = useSaved(setError, ['name', 'channelSecret', 'accessToken'], [keys.channels(botId)]);
  const submit = handleSubmit(async ({ name, channelSecret, accessToken }) => {
    const body = { name, channelSecret: channelSecret.trim() || undefined, accessToken: accessToken.trim() || undefined };
    if (!(await save(() => call('PATCH /bots/:botId/channels/:channelId', { params: { botId, channelId: channel.id }, body })))) return;
    reset({ name, channelSecret: '', accessToken: '' });
    setReplacing(false);
  });
  return (
    <Card
      title={t('keys.title')}
      aside={
        !replacing && (
          <Button variant="default" size="xs" onClick={() => setReplacing(true)}>
            {t('keys.replace')}
          </Button>
        )
      }
    >
      {replacing ? (
        <form onSubmit={(event) => void submit(event)} noValidate className={forms.form} autoComplete="off">
          <p>{t('keys.help')}</p>
          <FormError>{problem}</FormError>
          <TextInput label={t('new.name')} maxLength={120} error={formState.errors.name?.message} {...register('name', { validate: (value) => value.trim() !== '' || t('new.nameMissing') })} />
          <PasswordInput
            label={t('new.secret')}
            autoComplete="off"
            error={formState.errors.channelSecret?.message}
            {...register('channelSecret', { validate: (value) => value.trim() === '' || isChannelSecret(value) || t('new.secretWrong') })}
          />
          <PasswordInput
            label={t('new.token')}
            autoComplete="off"
            error={formState.errors.accessToken?.message}
            {...register('accessToken', { validate: (value) => value.trim() === '' || isAccessToken(value) || t('new.tokenWrong') })}
          />
          <div className={forms.actions}>
            <Button type="submit" loading={formState.isSubmitting}>
              {t('common:save')}
            </Button>
            <Button variant="default" onClick={() => setReplacing(false)}>
              {t('common:cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <ul className={styles.ends}>
          <li>{t('keys.secretEnds', { last: channel.secretLastFour })}</li>
          <li>{t('keys.tokenEnds', { last: channel.tokenLastFour })}</li>
        </ul>
      )}
    </Card>
  );
}
