import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FriendSource } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { channelsQuery, flowsQuery } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { ChipsInput } from '../../ui/ChipsInput';
import { FormError } from '../../ui/FormError';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { contactKeys, tagsQuery } from './contactQueries';
import list from './PeoplePage.module.css';

const CODE = /^[A-Za-z0-9]{4,24}$/;

/** A new friend source, or a change of one; its account and code stay, because they may be printed. */
export function SourceForm({ botId, source, onDone, onClose }: { botId: string; source: FriendSource | undefined; onDone: (source: FriendSource) => void; onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'people', 'common']);
  const client = useQueryClient();
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  const known = useQuery(tagsQuery(botId)).data?.items ?? [];
  const [name, setName] = useState(source?.name ?? '');
  const [tags, setTags] = useState<string[]>(source?.tags ?? []);
  const [flowId, setFlowId] = useState(source?.flowId ?? '');
  const [isActive, setActive] = useState(source?.isActive ?? true);
  const [channelId, setChannelId] = useState<string>();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const chosen = channelId ?? (channels.find(({ kind }) => kind === 'line') ?? channels[0])?.id;
  const codeFault = code !== '' && !CODE.test(code) ? t('sources.codeInvalid') : undefined;
  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (name.trim() === '' || codeFault || !chosen) return;
    setBusy(true);
    const body = { name: name.trim(), tags, flowId: flowId || null, isActive };
    try {
      const stored = source
        ? await call('PUT /bots/:botId/friend-sources/:sourceId', { params: { botId, sourceId: source.id }, body })
        : await call('POST /bots/:botId/friend-sources', { params: { botId }, body: { ...body, channelId: chosen, ...(code !== '' && { code }) } });
      void client.invalidateQueries({ queryKey: contactKeys.sources(botId) });
      onDone(stored);
    } catch (error) {
      setProblem(error instanceof ApiError && error.code === 'conflict' ? t('sources.codeTaken') : errorLine(error, t as never));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={source ? source.name : t('sources.new')}>
      <form
        className={list.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormError>{problem}</FormError>
        <TextInput data-autofocus label={t('sources.name')} placeholder={t('sources.example')} maxLength={120} value={name} error={tried && name.trim() === '' && t('sources.nameMissing')} onChange={(event) => setName(event.currentTarget.value)} />
        {!source && channels.length > 1 && (
          <NativeSelect
            label={t('sources.channel')}
            value={chosen ?? ''}
            data={channels.map(({ id, kind, name: own, displayName }) => ({ value: id, label: kind === 'simulator' ? t('people:inPhone') : (displayName ?? own) }))}
            onChange={(event) => setChannelId(event.currentTarget.value)}
          />
        )}
        <ChipsInput label={t('sources.tags')} showLabel free maxLength={64} values={tags} options={known.map((tag) => ({ value: tag.name, label: tag.name }))} onChange={setTags} />
        <NativeSelect
          label={t('sources.flow')}
          value={flowId}
          data={[{ value: '', label: t('sources.noFlow') }, ...flows.filter(({ id, archivedAt }) => archivedAt === null || id === flowId).map(({ id, name: label }) => ({ value: id, label }))]}
          onChange={(event) => setFlowId(event.currentTarget.value)}
        />
        {!source && <TextInput label={t('sources.code')} description={t('sources.codeHelp')} maxLength={24} spellCheck={false} value={code} error={tried && codeFault} onChange={(event) => setCode(event.currentTarget.value.trim())} />}
        {source && <Checkbox label={t('sources.active')} checked={isActive} onChange={(event) => setActive(event.currentTarget.checked)} />}
        <div className={list.actions}>
          <Button type="submit" loading={busy}>
            {t(source ? 'common:save' : 'sources.create')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
