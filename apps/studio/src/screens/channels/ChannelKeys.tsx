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
import { hasBlanks, isAccessToken, isChannelId, isChannelSecret } from './credentials';
import { showKeyFaults } from './showKeyFaults';
import forms from '../settings/forms.module.css';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];

const FIELDS = ['name', 'lineChannelId', 'channelSecret', 'accessToken'] as const;

/** The last characters of secret and token, to tell them apart, and replacing them. */
export function ChannelKeys({ botId, channel }: { botId: string; channel: Channel }) {
  const { t } = useTranslation(['channels', 'common']);
  const [replacing, setReplacing] = useState(false);
  const { register, handleSubmit, formState, setError, reset, watch } = useForm({ defaultValues: { name: channel.name, lineChannelId: '', channelSecret: '', accessToken: '' } });
  const given = watch();
  const { problem, save } = useSaved(setError, FIELDS, [keys.channels(botId)]);
  const submit = handleSubmit(async ({ name, lineChannelId, channelSecret, accessToken }) => {
    const body = { name, lineChannelId: lineChannelId.trim() || undefined, channelSecret: channelSecret.trim() || undefined, accessToken: accessToken.trim() || undefined };
    let refusal: unknown;
    const saved = await save(async () => {
      await call('PATCH /bots/:botId/channels/:channelId', { params: { botId, channelId: channel.id }, body }).catch((error: unknown) => {
        refusal = error;
        throw error;
      });
    });
    if (!saved) return void showKeyFaults(refusal, setError, t, FIELDS);
    reset({ name, lineChannelId: '', channelSecret: '', accessToken: '' });
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
          <TextInput
            label={t('new.channelId')}
            description={hasBlanks(given.lineChannelId) ? t('new.blanksRemoved') : t('new.idWhy')}
            autoComplete="off"
            error={formState.errors.lineChannelId?.message}
            {...register('lineChannelId', { validate: (value) => value.trim() === '' || isChannelId(value) || t('new.channelIdWrong') })}
          />
          <PasswordInput
            label={t('new.secret')}
            description={hasBlanks(given.channelSecret) ? t('new.blanksRemoved') : undefined}
            autoComplete="off"
            error={formState.errors.channelSecret?.message}
            {...register('channelSecret', { validate: (value) => value.trim() === '' || isChannelSecret(value) || t('new.secretWrong') })}
          />
          <PasswordInput
            label={t('new.token')}
            description={hasBlanks(given.accessToken) ? t('new.blanksRemoved') : undefined}
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
          {channel.tokenKind === 'issued' ? <li>{t('keys.issued', { id: channel.lineChannelId ?? '' })}</li> : <li>{t('keys.tokenEnds', { last: channel.tokenLastFour })}</li>}
          {channel.tokenKind === 'given' && channel.lineChannelId && <li>{t('keys.idOf', { id: channel.lineChannelId })}</li>}
        </ul>
      )}
    </Card>
  );
}
