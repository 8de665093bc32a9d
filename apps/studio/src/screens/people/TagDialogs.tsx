import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Tag, TagColor } from '@chatloom/contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { FormError } from '../../ui/FormError';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { contactKeys, tagUseQuery } from './contactQueries';
import { NameUses } from './NameUses';
import list from './PeoplePage.module.css';

const COLORS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const satisfies readonly TagColor[];
const TAG_MAX_LENGTH = 64;

interface DialogProps {
  botId: string;
  tag: Tag;
  onClose: () => void;
}

/** The frame of a dialog about a tag: does the work, says what went wrong above the button, closes when it went well. */
function TagDialog({ botId, title, verb, danger, onClose, onSubmit, children }: { botId: string; title: string; verb: string; danger?: boolean; onClose: () => void; /** Undefined: something is not filled in. */ onSubmit: () => Promise<string> | undefined; children: ReactNode }) {
  const { t } = useTranslation(['contacts', 'common']);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setProblem(undefined);
    const work = onSubmit();
    if (!work) return;
    setBusy(true);
    try {
      toast(await work);
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiError && error.code === 'conflict' ? t('tags.refused') : errorLine(error, t as never));
      setBusy(false);
    }
    await client.invalidateQueries({ queryKey: contactKeys.tags(botId) });
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        className={list.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormError>{problem}</FormError>
        {children}
        <div className={list.actions}>
          <Button type="submit" color={danger ? 'red' : undefined} loading={busy}>
            {verb}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What names the tag, with a choice to keep the old name working where live flows use it. */
function Uses({ botId, tag, keepAlias, onKeepAlias }: { botId: string; tag: string; keepAlias?: boolean; onKeepAlias?: (keep: boolean) => void }) {
  const { t } = useTranslation('contacts');
  const use = useQuery(tagUseQuery(botId, tag)).data;
  if (!use) return <SkeletonList count={1} height={32} />;
  const isLive = use.flows.some((flow) => flow.isLive);
  return (
    <>
      <NameUses botId={botId} flows={use.flows} others={use.others} />
      {isLive && onKeepAlias && <Checkbox label={t('tags.keepAlias')} description={t('tags.keepAliasText')} checked={keepAlias ?? false} onChange={(event) => onKeepAlias(event.currentTarget.checked)} />}
    </>
  );
}

export function NewTag({ botId, onClose }: Omit<DialogProps, 'tag'>) {
  const { t } = useTranslation('contacts');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <TagDialog
      botId={botId}
      title={t('tags.new')}
      verb={t('tags.create')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        return name.trim() === '' ? undefined : call('POST /bots/:botId/tags', { params: { botId }, body: { name: name.trim() } }).then((made) => t('tags.created', { name: made.name }));
      }}
    >
      <TextInput data-autofocus label={t('tags.name')} maxLength={TAG_MAX_LENGTH} value={name} error={tried && name.trim() === '' && t('tags.nameMissing')} onChange={(event) => setName(event.currentTarget.value)} />
    </TagDialog>
  );
}

export function RenameTag({ botId, tag, onClose }: DialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const [name, setName] = useState(tag.name);
  const [keepAlias, setKeepAlias] = useState(true);
  const [tried, setTried] = useState(false);
  const to = name.trim();
  const fault = to === '' ? t('tags.nameMissing') : to === tag.name ? t('tags.sameName') : undefined;
  return (
    <TagDialog
      botId={botId}
      title={t('tags.renameTitle', { name: tag.name })}
      verb={t('common:rename')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        return fault ? undefined : call('POST /bots/:botId/tags/:tag/rename', { params: { botId, tag: tag.name }, body: { to, keepAlias } }).then(() => t('tags.renamed', { from: tag.name, to }));
      }}
    >
      <TextInput data-autofocus label={t('tags.newName')} maxLength={TAG_MAX_LENGTH} value={name} error={tried && fault} onChange={(event) => setName(event.currentTarget.value)} />
      <Uses botId={botId} tag={tag.name} keepAlias={keepAlias} onKeepAlias={setKeepAlias} />
    </TagDialog>
  );
}

export function MergeTag({ botId, tag, others, onClose }: DialogProps & { others: string[] }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const [to, setTo] = useState('');
  const [keepAlias, setKeepAlias] = useState(true);
  const [tried, setTried] = useState(false);
  return (
    <TagDialog
      botId={botId}
      title={t('tags.mergeTitle', { name: tag.name })}
      verb={t('tags.merge')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        return to === '' ? undefined : call('POST /bots/:botId/tags/merge', { params: { botId }, body: { from: [tag.name], to, keepAlias } }).then(() => t('tags.merged', { from: tag.name, to }));
      }}
    >
      <p className={list.text}>{t('tags.mergeText', { name: tag.name, count: tag.contacts, number: format.number(tag.contacts) })}</p>
      <NativeSelect
        data-autofocus
        label={t('tags.into')}
        value={to}
        error={tried && to === '' && t('tags.intoMissing')}
        data={[{ value: '', label: t('tags.choose') }, ...others.map((name) => ({ value: name, label: name }))]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Uses botId={botId} tag={tag.name} keepAlias={keepAlias} onKeepAlias={setKeepAlias} />
    </TagDialog>
  );
}

export function DescribeTag({ botId, tag, onClose }: DialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const [color, setColor] = useState<TagColor>(tag.color ?? 'gray');
  const [description, setDescription] = useState(tag.description);
  return (
    <TagDialog
      botId={botId}
      title={tag.name}
      verb={t('common:save')}
      onClose={onClose}
      onSubmit={() => call('PATCH /bots/:botId/tags/:tag', { params: { botId, tag: tag.name }, body: { color, description: description.trim() } }).then(() => t('common:saved'))}
    >
      <NativeSelect data-autofocus label={t('tags.color')} value={color} data={COLORS.map((value) => ({ value, label: t(`tags.colors.${value}`) }))} onChange={(event) => setColor(event.currentTarget.value as TagColor)} />
      <TextInput label={t('tags.description')} maxLength={200} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
    </TagDialog>
  );
}

export function DeleteTag({ botId, tag, onClose }: DialogProps) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  return (
    <TagDialog
      botId={botId}
      danger
      title={t('tags.deleteTitle', { name: tag.name })}
      verb={t('tags.delete')}
      onClose={onClose}
      onSubmit={() => call('DELETE /bots/:botId/tags/:tag', { params: { botId, tag: tag.name } }).then(() => t('tags.deleted', { name: tag.name }))}
    >
      <p className={list.text}>{t('tags.deleteText', { count: tag.contacts, number: format.number(tag.contacts) })}</p>
      <Uses botId={botId} tag={tag.name} />
    </TagDialog>
  );
}
