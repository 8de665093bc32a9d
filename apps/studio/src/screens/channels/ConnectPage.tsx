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
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Stack } from '../../ui/Stack';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { hasBlanks, isAccessToken, isChannelId, isChannelSecret } from './credentials';
import { showKeyFaults } from './showKeyFaults';
import forms from '../settings/forms.module.css';
import styles from './ConnectPage.module.css';

const route = getRouteApi('/b/$botId/settings/channels/new');
const CONSOLE_URL = 'https://developers.line.biz/console/';
const FIELDS = ['name', 'lineChannelId', 'channelSecret', 'accessToken'] as const;
type Way = 'id' | 'token';

/**
 * Connecting a LINE Official Account: where the two values are, and where they go. They are tried at LINE before
 * anything is stored; the next page goes on with the check list.
 */
export default function ConnectPage() {
  const { t } = useTranslation(['channels', 'common']);
  const { botId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [way, setWay] = useState<Way>('id');
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError, watch } = useForm({ defaultValues: { name: '', lineChannelId: '', channelSecret: '', accessToken: '' } });
  const given = watch();
  const blanks = (field: 'lineChannelId' | 'channelSecret' | 'accessToken') => (hasBlanks(given[field]) ? t('new.blanksRemoved') : undefined);
  const submit = handleSubmit(async ({ name, lineChannelId, channelSecret, accessToken }) => {
    setProblem(undefined);
    try {
      const body = { name, channelSecret, ...(way === 'id' ? { lineChannelId } : { accessToken }) };
      const channel = await call('POST /bots/:botId/channels', { params: { botId }, body });
      await queryClient.invalidateQueries({ queryKey: keys.channels(botId) });
      await navigate({ to: '/b/$botId/settings/channels/$channelId', params: { botId, channelId: channel.id } });
    } catch (error) {
      if (!showKeyFaults(error, setError, t, FIELDS)) setProblem(showFieldErrors(error, setError, t, FIELDS));
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
            <li>{way === 'id' ? t('new.step2id') : t('new.step2')}</li>
            <li>{way === 'id' ? t('new.step3id') : t('new.step3')}</li>
          </ol>
        </Card>
        <Card>
          <form onSubmit={(event) => void submit(event)} noValidate className={forms.form} autoComplete="off">
            <FormError>{problem}</FormError>
            <div>
              <SegmentedControl
                aria-label={t('new.way')}
                value={way}
                onChange={(value) => setWay(value as Way)}
                data={[
                  { value: 'id', label: t('new.ways.id') },
                  { value: 'token', label: t('new.ways.token') },
                ]}
              />
              {way === 'id' && <p className={styles.why}>{t('new.idWhy')}</p>}
            </div>
            <TextInput
              label={t('new.name')}
              description={t('new.nameHelp')}
              maxLength={120}
              error={formState.errors.name?.message}
              {...register('name', { validate: (value) => value.trim() !== '' || t('new.nameMissing') })}
            />
            {way === 'id' && (
              <TextInput
                label={t('new.channelId')}
                description={blanks('lineChannelId') ?? t('new.channelIdHelp')}
                autoComplete="off"
                inputMode="numeric"
                error={formState.errors.lineChannelId?.message}
                {...register('lineChannelId', { validate: (value) => way !== 'id' || isChannelId(value) || t('new.channelIdWrong') })}
              />
            )}
            <PasswordInput
              label={t('new.secret')}
              description={blanks('channelSecret') ?? t('new.secretHelp')}
              autoComplete="off"
              error={formState.errors.channelSecret?.message}
              {...register('channelSecret', { validate: (value) => isChannelSecret(value) || t('new.secretWrong') })}
            />
            {way === 'token' && (
              <Textarea
                label={t('new.token')}
                description={blanks('accessToken') ?? t('new.tokenHelp')}
                autosize
                minRows={2}
                maxRows={6}
                autoComplete="off"
                spellCheck={false}
                error={formState.errors.accessToken?.message}
                {...register('accessToken', { validate: (value) => way !== 'token' || isAccessToken(value) || t('new.tokenWrong') })}
              />
            )}
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
