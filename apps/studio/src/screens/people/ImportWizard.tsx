import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactImport, ImportMapping } from '@chatloom/contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { FormError } from '../../ui/FormError';
import { SkeletonList } from '../../ui/Skeleton';
import { contactKeys } from './contactQueries';
import { ImportCounts } from './ImportCounts';
import { ImportMappingForm } from './ImportMappingForm';
import { importQuery } from './importQueries';
import { ImportReading } from './ImportReading';
import styles from './Import.module.css';

/** The server works on it by itself; how far it is, is asked this often. */
const LOOK_AGAIN_MS = 700;
const STEPS = ['file', 'mapping', 'check', 'done'] as const;
const STEP_OF: Record<ContactImport['state'], (typeof STEPS)[number]> = { uploading: 'file', uploaded: 'mapping', checking: 'check', checked: 'check', running: 'done', done: 'done', failed: 'done', cancelled: 'done' };

/** One import from its file to its end. It goes on at the server when the page is left, and is found again in the list. */
export function ImportWizard({ botId, importId, onLeave }: { botId: string; importId: string; onLeave: () => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const asked = useQuery({ ...importQuery(botId, importId), refetchInterval: ({ state }) => (state.data && ['checking', 'running'].includes(state.data.state) ? LOOK_AGAIN_MS : false) });
  const [remapping, setRemapping] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <SkeletonList count={3} height={120} />;
  const job = asked.data;
  const step = remapping ? 'mapping' : STEP_OF[job.state];

  const act = async (work: () => Promise<RouteOutput<'GET /bots/:botId/contact-imports/:importId'>>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      client.setQueryData(importQuery(botId, importId).queryKey, await work());
      setRemapping(false);
      // Counts and people are others afterwards.
      void client.invalidateQueries({ queryKey: contactKeys.imports(botId), refetchType: 'none' });
      void client.invalidateQueries({ queryKey: contactKeys.all(botId) });
    } catch (error) {
      setProblem(errorLine(error, t as never));
    }
    setBusy(false);
  };
  const params = { botId, importId };
  const check = (mapping: ImportMapping) => act(() => call('POST /bots/:botId/contact-imports/:importId/check', { params, body: mapping }));
  const again = (
    <Button variant="default" onClick={onLeave}>
      {t('import.another')}
    </Button>
  );

  return (
    <div className={styles.wide}>
      <ol className={styles.steps} aria-label={t('import.steps.label')}>
        {STEPS.map((name, index) => (
          <li key={name} aria-current={name === step ? 'step' : undefined}>
            {index + 1}. {t(`import.steps.${name}`)}
          </li>
        ))}
      </ol>
      <FormError>{problem}</FormError>
      {job.state === 'uploading' && (
        <Card title={job.fileName}>
          <p>{t('import.interrupted')}</p>
          {again}
        </Card>
      )}
      {step === 'mapping' && (
        <>
          <ImportReading job={job} busy={busy} onRead={(encoding, delimiter) => void act(() => call('PUT /bots/:botId/contact-imports/:importId/encoding', { params, body: { encoding, delimiter } }))} />
          {job.preview.length > 0 && <ImportMappingForm key={`${job.encoding}${job.delimiter}`} botId={botId} job={job} busy={busy} onCheck={(mapping) => void check(mapping)} />}
        </>
      )}
      {job.state === 'checking' && !remapping && <Progress title={t('import.checking')} job={job} />}
      {job.state === 'checked' && !remapping && job.checked && (
        <Card title={t('import.checkedTitle')}>
          <div className={styles.wide}>
            <p className={styles.text}>{t('import.checkedText')}</p>
            <ImportCounts botId={botId} importId={importId} counts={job.checked} />
            <div className={styles.actions}>
              <Button loading={busy} disabled={job.checked.create + job.checked.update === 0} onClick={() => void act(() => call('POST /bots/:botId/contact-imports/:importId/run', { params }))}>
                {t('import.run', { count: job.checked.create + job.checked.update, number: format.number(job.checked.create + job.checked.update) })}
              </Button>
              <Button variant="default" onClick={() => setRemapping(true)}>
                {t('import.change')}
              </Button>
            </div>
          </div>
        </Card>
      )}
      {job.state === 'running' && (
        <Progress title={t('import.running')} job={job}>
          <Button variant="default" color="red" loading={busy} onClick={() => void act(() => call('POST /bots/:botId/contact-imports/:importId/cancel', { params }))}>
            {t('import.stop')}
          </Button>
        </Progress>
      )}
      {['done', 'failed', 'cancelled'].includes(job.state) && (
        <Card title={t(`import.states.${job.state}`)}>
          <div className={styles.wide}>
            {job.problem && <p className={styles.warn}>{t(`importProblems.${job.problem}`, { defaultValue: t('importProblems.other') })}</p>}
            {job.counts && <ImportCounts botId={botId} importId={importId} counts={job.counts} />}
            <div className={styles.actions}>{again}</div>
          </div>
        </Card>
      )}
    </div>
  );
}

function Progress({ title, job, children }: { title: string; job: ContactImport; children?: ReactNode }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const percent = Math.round(job.progress * 100);
  return (
    <Card title={title}>
      <div className={styles.wide}>
        <progress className={styles.bar} aria-label={title} value={percent} max={100} />
        <p className={styles.text} role="status">
          {t('import.percent', { percent: format.number(percent) })}
        </p>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </Card>
  );
}
