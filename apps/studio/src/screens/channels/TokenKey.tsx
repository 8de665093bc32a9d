import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CopyField } from '../../ui/CopyField';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
const KEY = 'GET /bots/:botId/channels/:channelId/token-key';
/** Reasons the server names for a field; words below `channels:tokenKey.faults`. */
const FAULTS = ['keyRefused', 'channelIdMissing'];

/** Access tokens by a signing key, for those who would rather not have tokens made with the channel secret: make, register at LINE, use, give up. */
export function TokenKey({ botId, channel }: { botId: string; channel: Channel }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const params = { botId, channelId: channel.id };
  const queryKey = [...keys.channels(botId), channel.id, 'tokenKey'];
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => call(KEY, { params }, { signal }) });
  const [kid, setKid] = useState('');
  const [channelId, setChannelId] = useState('');
  const [fault, setFault] = useState<string>();
  const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey }), queryClient.invalidateQueries({ queryKey: keys.channels(botId) })]);
  const failed = (error: unknown) => {
    const code = error instanceof ApiError ? error.details[0]?.code : undefined;
    if (code !== undefined && FAULTS.includes(code)) setFault(code);
    else toast(errorLine(error, t), { tone: 'error' });
  };
  const make = useMutation({ mutationFn: () => call('POST /bots/:botId/channels/:channelId/token-key', { params }), onSuccess: refresh, onError: failed });
  const use = useMutation({
    mutationFn: () => call('PUT /bots/:botId/channels/:channelId/token-key', { params, body: { kid: kid.trim(), lineChannelId: channelId.trim() || undefined } }),
    onMutate: () => setFault(undefined),
    onSuccess: async () => {
      await refresh();
      toast(t('common:saved'));
    },
    onError: failed,
  });
  const remove = useMutation({ mutationFn: () => call('DELETE /bots/:botId/channels/:channelId/token-key', { params }), onSuccess: refresh, onError: failed });
  if (!data) return null;
  const { key } = data;
  const asksForId = channel.lineChannelId === null;
  return (
    <Card title={t('tokenKey.title')}>
      <p>{t(key?.kid ? 'tokenKey.used' : 'tokenKey.text')}</p>
      {key && !key.kid && (
        <form
          className={styles.tokenKey}
          onSubmit={(event) => {
            event.preventDefault();
            use.mutate();
          }}
        >
          <CopyField label={t('tokenKey.public')} description={t('tokenKey.publicHelp')} value={JSON.stringify(key.publicKey)} />
          {asksForId && <TextInput label={t('new.channelId')} value={channelId} onChange={(event) => setChannelId(event.currentTarget.value)} error={fault === 'channelIdMissing' && t('tokenKey.faults.channelIdMissing')} />}
          <TextInput label={t('tokenKey.kid')} description={t('tokenKey.kidHelp')} value={kid} onChange={(event) => setKid(event.currentTarget.value)} error={fault === 'keyRefused' && t('tokenKey.faults.keyRefused')} />
          <div>
            <Button type="submit" loading={use.isPending} disabled={kid.trim() === ''}>
              {t('tokenKey.use')}
            </Button>
          </div>
        </form>
      )}
      {key?.kid && <p className={styles.tokenKeyId}>{t('tokenKey.named', { kid: key.kid })}</p>}
      {!key?.kid && (
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t(key ? 'tokenKey.again' : 'tokenKey.make')}
        </Button>
      )}
      {key && (
        <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('tokenKey.remove')}
        </Button>
      )}
    </Card>
  );
}
