import type { FlowDetail, FlowVersion } from '@chatloom/contract';
import { diffDocuments } from '@chatloom/flow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { call, errorLine, keys, versionsQuery } from '../../api';
import { useFormat } from '../../i18n/useFormat';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { useEditor, useEditorWords } from '../editorContext';
import formStyles from '../form/form.module.css';
import { publishedRevisions } from '../useFlowState';
import styles from './panel.module.css';

/** Published versions: who, when, in which words; compare with the draft; roll back in two clicks. */
export function HistoryTab({ flow }: { flow: FlowDetail }) {
  const { botId, flowId, view } = useEditor();
  const words = useEditorWords();
  const { data, error, refetch } = useQuery(versionsQuery(botId, flowId));
  const comparison = useStore(view, (state) => state.comparison);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonList count={3} />;
  if (data.items.length === 0) return <p className={styles.muted}>{words.t('history.none', { name: flow.name })}</p>;
  return (
    <div className={styles.stack}>
      {comparison && (
        <div className={styles.notice} role="status">
          <p>{words.t('history.comparing', { version: comparison.versionNumber })}</p>
          <div className={styles.legend}>
            <span className={styles.added}>{words.t('history.added', { count: comparison.added.size })}</span>
            <span className={styles.changed}>{words.t('history.changed', { count: comparison.changed.size })}</span>
            <span className={styles.removed}>{words.t('history.removed', { count: comparison.removed.size })}</span>
          </div>
          <button type="button" className={formStyles.button} onClick={() => view.setState({ comparison: null })}>
            {words.t('history.stopComparing')}
          </button>
        </div>
      )}
      {data.items.map((version) => (
        <Version key={version.id} version={version} />
      ))}
    </div>
  );
}

function Version({ version }: { version: FlowVersion }) {
  const { botId, flowId, documents, view } = useEditor();
  const words = useEditorWords();
  const { t } = useTranslation('common');
  const format = useFormat();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const params = { botId, flowId, number: version.number };

  const compare = async (): Promise<void> => {
    try {
      const old = await call('GET /bots/:botId/flows/:flowId/versions/:number', { params });
      const diff = diffDocuments(old.document, documents.getState().document);
      const changedEdges = new Set(diff.edges.added.concat(diff.edges.changed.map(({ id }) => id)));
      const changed = new Set(diff.nodes.changed.map(({ id }) => id));
      for (const edge of documents.getState().document.edges) if (changedEdges.has(edge.id) && !diff.nodes.added.includes(edge.from)) changed.add(edge.from);
      view.setState({ comparison: { versionNumber: version.number, added: new Set(diff.nodes.added), changed, removed: new Set(diff.nodes.removed), before: old.document } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
  };
  const rollBack = async (): Promise<void> => {
    setBusy(true);
    try {
      await documents.flush();
      const { version: made, revision } = await call('POST /bots/:botId/flows/:flowId/versions/:number/rollback', { params, body: {} });
      const { document } = await call('GET /bots/:botId/flows/:flowId', { params: { botId, flowId } });
      publishedRevisions.set(flowId, revision);
      documents.takeServerDraft(document, revision);
      view.setState({ comparison: null, selectedNodes: new Set() });
      await client.invalidateQueries({ queryKey: keys.flows(botId) });
      toast(words.t('history.rolledBack', { from: version.number, to: made.number }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setBusy(false);
      setSure(false);
    }
  };
  return (
    <article className={styles.version}>
      <div className={styles.versionHead}>
        {words.t('history.version', { version: version.number })}
        {version.current && <span className={styles.current}>{words.t('history.current')}</span>}
      </div>
      <p className={styles.muted}>{words.t('history.by', { name: version.publishedBy?.name ?? words.t('history.somebody'), when: format.dateTime(version.publishedAt) })}</p>
      {version.note && <p style={{ margin: 0, overflowWrap: 'anywhere' }}>{version.note}</p>}
      <div className={styles.tools}>
        <button type="button" className={formStyles.button} onClick={() => void compare()}>
          {words.t('history.compare')}
        </button>
        {!sure && !words.readOnly && (
          <button type="button" className={formStyles.button} onClick={() => setSure(true)}>
            {words.t('history.rollBack')}
          </button>
        )}
      </div>
      {sure && (
        <div className={styles.notice}>
          <p>{words.t('history.rollBackMeans', { version: version.number })}</p>
          <div className={styles.tools}>
            <button type="button" className={formStyles.button} disabled={busy} autoFocus onClick={() => void rollBack()}>
              {words.t('history.rollBackTo', { version: version.number })}
            </button>
            <button type="button" className={formStyles.button} disabled={busy} onClick={() => setSure(false)}>
              {t('common:cancel')}
            </button>
          </div>
        </div>
      )}
    </article>
  );
}
