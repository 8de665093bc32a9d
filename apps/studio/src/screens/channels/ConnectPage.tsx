import { IconArrowLeft } from '@tabler/icons-react';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { Trans, useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call';
import { showFieldErrors } from '../../api/fieldErrors';
import { keys } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { PasswordInput } from '../../ui/PasswordInput';
import { Stack } from '../../ui/Stack';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { isAccessToken, isChannelSecret } from './credentials';
import forms from '../settings/forms.module.css';
import styles from './ConnectPage.module.css';

const route = getRouteApi('/b/$botId/settings/channels/new');
const CONSOLE_URL = 'https://developers.line.biz/console/';

/** Connecting a LINE Official Account: where the two values are, and where they go. The next page checks them with LINE. */
export default function ConnectPage() {
  const { t } = useTranslation(['channels', 'common']);
  const { botId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { name: '', channelSecret: '', accessToken: '' } });
  const submit = handleSubmit(async (body) => {
    setProblem(undefined);
    try {
      const channel = await call('POST /bots/:botId/channels', { params: { botId }, body });
      await queryClient.invalidateQueries({ queryKey: keys.channels(botId) });
      await navigate({ to: '/b/$botId/settings/channels/$channelId', params: { botId, channelId: channel.id } });
    } catch (error) {
      setProblem(showFieldErrors(error, setError, t, ['name', 'channelSecret', 'accessToken']));
    }
  });
  return (
    <>
      <Link to="/b/$botId/settings/channels" params={{ botId }} className={styles.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('title')}
      </Link>
      <PageHead title={t('new.title')} />
      <Stack>
        <Card title={t('new.where')}>
          <ol className={styles.steps}>
            <li>
              <Trans t={t} i18nKey="new.step1" components={{ console: <a href={CONSOLE_URL} target="_blank" rel="noreferrer" /> }} />
            </li>
            <li>{t('new.step2')}</li>
            <li>{t('new.step3')}</li>
          </ol>
        </Card>
        <Card>
          <form onSubmit={(event) => void submit(event)} noValidate className={forms.form} autoComplete="off">
            <FormError>{problem}</FormError>
            <TextInput
              label={t('new.name')}
              description={t('new.nameHelp')}
              maxLength={120}
              error={formState.errors.name?.message}
              {...register('name', { validate: (value) => value.trim() !== '' || t('new.nameMissing') })}
            />
            <PasswordInput
              label={t('new.secret')}
              description={t('new.secretHelp')}
              autoComplete="off"
              error={formState.errors.channelSecret?.message}
              {...register('channelSecret', { validate: (value) => isChannelSecret(value) || t('new.secretWrong') })}
            />
            <Textarea
              label={t('new.token')}
              description={t('new.tokenHelp')}
              autosize
              minRows={2}
              maxRows={6}
              autoComplete="off"
              spellCheck={false}
              error={formState.errors.accessToken?.message}
              {...register('accessToken', { validate: (value) => isAccessToken(value) || t('new.tokenWrong') })}
            />
            <p>{t('new.kept')}</p>
            <div className={forms.actions}>
              <Button type="submit" loading={formState.isSubmitting}>
                {t('new.button')}
              </Button>
            </div>
          </form>
        </Card>
      </Stack>
    </>
  );
}
