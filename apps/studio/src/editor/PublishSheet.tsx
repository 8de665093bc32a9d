import type { FlowDetail } from '@chatloom/contract';
import { isPublishable } from '@chatloom/flow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ApiError, call, errorLine, keys, versionsQuery } from '../api';
import { Button } from '../ui/Button';
import { Sheet } from '../ui/Sheet';
import { toast } from '../ui/toast';
import { useEditor, useEditorWords } from './editorContext';
import formStyles from './form/form.module.css';
import { ProblemList } from './panel/ProblemsTab';
import panelStyles from './panel/panel.module.css';
import { publishedRevisions } from './useFlowState';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** What publishing will do, said before it is done: the number, what is in the way, what happens to people inside. */
export function PublishSheet({ flow, opened, onClose }: { flow: FlowDetail; opened: boolean; onClose(): void }) {
  const words = useEditorWords();
  return (
    <Sheet opened={opened} onClose={onClose} title={words.t('publish.title')}>
      {opened && <PublishForm flow={flow} onClose={onClose} />}
    </Sheet>
  );
}

function PublishForm({ onClose }: { flow: FlowDetail; onClose(): void }) {
  const { botId, flowId, documents } = useEditor();
  const words = useEditorWords();
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { data } = useQuery(versionsQuery(botId, flowId));
  const problems = useStore(documents, (state) => state.problems);
  const [note, setNote] = useState('');
  const [existing, setExisting] = useState<'keep' | 'move'>('keep');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const blocking = problems.filter((problem) => problem.severity === 'blocking');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  const next = Math.max(0, ...(data?.items.map((version) => version.number) ?? [])) + 1;

  const publish = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await documents.flush();
      if (documents.getState().save !== 'saved') {
        setFailure(words.t('publish.notSaved'));
        return;
      }
      const { revision } = documents.getState();
      const { version } = await call('POST /bots/:botId/flows/:flowId/publish', {
        params: { botId, flowId },
        body: { existing, baseRevision: revision, ...(note.trim() && { note: note.trim() }) },
      });
      publishedRevisions.set(flowId, revision);
      await client.invalidateQueries({ queryKey: keys.flows(botId) });
      toast(words.t('publish.done', { version: version.number }));
      onClose();
    } catch (error) {
      setFailure(error instanceof ApiError && error.code === 'blocked' && error.details[0] ? error.details.map((detail) => detail.message).join('\n') : errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={panelStyles.stack}>
      <p style={{ margin: 0 }}>{words.t(next === 1 ? 'publish.first' : 'publish.next', { version: next })}</p>
      {blocking.length > 0 && (
        <section>
          <h2 className={panelStyles.section}>{words.t('publish.blocked', { count: blocking.length })}</h2>
          <ProblemList problems={blocking} onShow={onClose} />
        </section>
      )}
      {warnings.length > 0 && (
        <section>
          <h2 className={panelStyles.section}>{words.t('publish.warnings', { count: warnings.length })}</h2>
          <ProblemList problems={warnings} onShow={onClose} />
        </section>
      )}
      <label className={formStyles.field}>
        <span className={formStyles.label}>{words.t('publish.note')}</span>
        <textarea className={formStyles.input} rows={3} maxLength={500} value={note} placeholder={words.t('publish.notePlaceholder')} onChange={(event) => setNote(event.target.value)} />
      </label>
      {next > 1 && (
        <fieldset className={formStyles.field}>
          <legend className={formStyles.label}>{words.t('publish.existing')}</legend>
          {(['keep', 'move'] as const).map((choice) => (
            <label key={choice} className={formStyles.check}>
              <input type="radio" name="existing" checked={existing === choice} onChange={() => setExisting(choice)} />
              {words.t(`publish.${choice}`)}
            </label>
          ))}
        </fieldset>
      )}
      {failure && (
        <p role="alert" className={panelStyles.blocking} style={{ margin: 0, whiteSpace: 'pre-line' }}>
          {failure}
        </p>
      )}
      {isPublishable(problems) ? (
        <Button loading={busy} onClick={() => void publish()}>
          {words.t('publish.go', { version: next })}
        </Button>
      ) : (
        <Button
          variant="default"
          onClick={() => {
            onClose();
            void navigate({ search: (before) => ({ ...before, panel: 'problems' }), replace: true });
          }}
        >
          {words.t('publish.showProblems')}
        </Button>
      )}
    </div>
  );
}
