import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { SavedSegment, Segment } from '@chatloom/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { ExplainPerson } from './ExplainPerson';
import { LiveCount } from './LiveCount';
import { SegmentBuilder } from './SegmentBuilder';
import { isFinished, toSegment, toTree } from './segmentDraft';
import { segmentKeys, segmentUsesQuery } from './segmentQueries';
import { SegmentPeople } from './SegmentPeople';
import { useLiveCount } from './useLiveCount';
import styles from './SegmentDesk.module.css';

/** A segment on the desk: its rules, the figure that follows them, the people they mean, and why somebody is in or out. */
export function SegmentDesk({ botId, saved, initial }: { botId: string; /** Absent for a new one. */ saved?: SavedSegment; initial: Segment }) {
  const { t } = useTranslation(['segments', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(saved?.name ?? '');
  const [tree, setTree] = useState(() => toTree(initial));
  const [kept, setKept] = useState({ name: saved?.name ?? '', rules: JSON.stringify(initial) });
  const [revision, setRevision] = useState(saved?.revision);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const finished = isFinished(tree);
  const segment = useMemo(() => toSegment(tree), [tree]);
  const live = useLiveCount(botId, finished ? segment : null);
  const uses = useQuery({ ...segmentUsesQuery(botId, saved?.id ?? ''), enabled: saved !== undefined }).data?.items ?? [];
  const isChanged = !saved || name.trim() !== kept.name || JSON.stringify(segment) !== kept.rules;
  const nameMissing = tried && name.trim() === '';

  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (name.trim() === '') return;
    if (!finished) return setProblem(t('desk.unfinished'));
    setBusy(true);
    try {
      const body = { name: name.trim(), definition: segment };
      const stored =
        saved && revision !== undefined
          ? await call('PUT /bots/:botId/segments/:segmentId', { params: { botId, segmentId: saved.id }, body: { ...body, revision } })
          : await call('POST /bots/:botId/segments', { params: { botId }, body });
      client.setQueryData(segmentKeys.one(botId, stored.id), stored);
      void client.invalidateQueries({ queryKey: segmentKeys.list(botId) });
      setKept({ name: stored.name, rules: JSON.stringify(segment) });
      setRevision(stored.revision);
      toast(t('desk.saved', { name: stored.name }));
      if (!saved) await navigate({ to: '/b/$botId/people/segments/$segmentId', params: { botId, segmentId: stored.id }, replace: true });
    } catch (error) {
      const isTaken = error instanceof ApiError && error.details.some(({ path, code }) => code === 'taken' || path.at(-1) === 'name');
      setProblem(isTaken ? t('desk.nameTaken') : errorLine(error, t as never));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={styles.columns}>
      <form
        className={styles.main}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormError>{problem}</FormError>
        <TextInput label={t('desk.name')} maxLength={120} value={name} error={nameMissing && t('desk.nameMissing')} onChange={(event) => setName(event.currentTarget.value)} />
        <SegmentBuilder botId={botId} tree={tree} problems={live.problems} onChange={setTree} />
        <div className={styles.save}>
          <LiveCount live={live} />
          {uses.length > 0 && <span className={styles.text}>{t('desk.used', { count: uses.length })}</span>}
          <Button type="submit" loading={busy} disabled={!isChanged}>
            {t('common:save')}
          </Button>
        </div>
        <Card title={t('people.title')}>{finished ? live.data?.count === null ? <p>{t('count.blocked')}</p> : <SegmentPeople botId={botId} segment={segment} /> : <p>{t('count.unfinished')}</p>}</Card>
      </form>
      <aside className={styles.side} aria-label={t('why.title')}>
        <ExplainPerson botId={botId} segment={finished ? segment : null} />
      </aside>
    </div>
  );
}
