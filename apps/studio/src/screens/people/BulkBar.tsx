import { IconDownload, IconTagOff, IconTag, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactColumn, ContactFilter } from '@chatloom/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl, call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { ChipsInput } from '../../ui/ChipsInput';
import { Modal } from '../../ui/Modal';
import { toast } from '../../ui/toast';
import { contactKeys, tagsQuery } from './contactQueries';
import { openDownload } from './openDownload';
import styles from './PeoplePage.module.css';

/** How far a change of many people is, is asked this often. */
const LOOK_AGAIN_MS = 1_000;

interface Props {
  botId: string;
  filter: ContactFilter;
  columns: ContactColumn[];
  chosen: string[];
  total: { count: number; isEstimate: boolean } | undefined;
  /** Everybody who fits is meant, not only the rows that were ticked. */
  all: boolean;
  onAll: (all: boolean) => void;
  onDone: () => void;
}

/** What can be done to the people that were ticked, or to everybody who fits. */
export function BulkBar({ botId, filter, columns, chosen, total, all, onAll, onDone }: Props) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'add' | 'remove'>();
  const [jobId, setJobId] = useState<string>();
  const job = useQuery({
    queryKey: [...contactKeys.all(botId), 'changes', jobId],
    queryFn: ({ signal }) => call('GET /bots/:botId/contacts/changes/:jobId', { params: { botId, jobId: jobId! } }, { signal }),
    enabled: jobId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : LOOK_AGAIN_MS),
  }).data;
  const people = all ? filter : { contactIds: chosen };
  const count = all && total ? total.count : chosen.length;

  useEffect(() => {
    if (job?.state !== 'done') return;
    if (job.problem) toast(job.problem, { tone: 'error' });
    toast(t('bulk.done', { count: job.changed, number: format.number(job.changed) }));
    void client.invalidateQueries({ queryKey: contactKeys.all(botId) });
    void client.invalidateQueries({ queryKey: contactKeys.tags(botId) });
    onDone();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- it belongs to the end of the job, whatever it is made of then
  }, [job?.state]);

  const change = async (tags: string[]) => {
    try {
      const { id } = await call('POST /bots/:botId/contacts/change', { params: { botId }, body: { people, [asked === 'add' ? 'addTags' : 'removeTags']: tags } });
      setAsked(undefined);
      setJobId(id);
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
  };
  const save = async () => {
    try {
      const { id } = await call('POST /bots/:botId/contact-exports', { params: { botId }, body: { people, columns } });
      openDownload(apiUrl('/bots/:botId/contact-exports/:exportId/file', { params: { botId, exportId: id } }));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
  };

  return (
    <div className={styles.bulk} role="region" aria-label={t('bulk.label')}>
      <strong role="status">{jobId ? t('bulk.running', { count: job?.changed ?? 0, number: format.number(job?.changed ?? 0) }) : t(all && total?.isEstimate ? 'bulk.about' : 'bulk.chosen', { count, number: format.number(count) })}</strong>
      {!all && total && total.count > chosen.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => onAll(true)}>
          {t(total.isEstimate ? 'bulk.allAbout' : 'bulk.all', { count: total.count, number: format.number(total.count) })}
        </Button>
      )}
      <Button size="xs" variant="default" leftSection={<IconTag size={14} aria-hidden />} disabled={jobId !== undefined} onClick={() => setAsked('add')}>
        {t('bulk.addTags')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconTagOff size={14} aria-hidden />} disabled={jobId !== undefined} onClick={() => setAsked('remove')}>
        {t('bulk.removeTags')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void save()}>
        {t('bulk.export')}
      </Button>
      <ActionIcon variant="subtle" color="gray" aria-label={t('bulk.none')} onClick={onDone}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
      <Modal opened={asked !== undefined} onClose={() => setAsked(undefined)} title={t(asked === 'remove' ? 'bulk.removeTags' : 'bulk.addTags')}>
        {asked && <TagsForm botId={botId} kind={asked} count={count} onSubmit={change} />}
      </Modal>
    </div>
  );
}

function TagsForm({ botId, kind, count, onSubmit }: { botId: string; kind: 'add' | 'remove'; count: number; onSubmit: (tags: string[]) => Promise<unknown> }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const known = useQuery(tagsQuery(botId)).data?.items ?? [];
  const [tags, setTags] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (tags.length === 0) return;
        setBusy(true);
        void onSubmit(tags).finally(() => setBusy(false));
      }}
    >
      <ChipsInput
        label={t('bulk.tags')}
        showLabel
        description={t('bulk.tagsHelp')}
        free={kind === 'add'}
        maxLength={64}
        values={tags}
        options={known.map(({ name }) => ({ value: name, label: name }))}
        error={tried && tags.length === 0 && t('bulk.tagsMissing')}
        onChange={setTags}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={busy}>
          {t(kind === 'add' ? 'bulk.addTo' : 'bulk.removeFrom', { count, number: format.number(count) })}
        </Button>
      </div>
    </form>
  );
}
