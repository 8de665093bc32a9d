import type { FlowDetail } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api';
import { ErrorState } from '../ui/ErrorState';
import { useIsNarrow } from '../ui/useIsNarrow';
import { PageSplash } from '../ui/PageSplash';
import { EditorContext, EditorWordsContext, type Editor, type EditorWords } from './editorContext';
import { EditorDesk } from './EditorDesk';
import { valueAt, withValueAt } from './form/readSchema';
import { withTextIn } from './form/localizedValue';
import { NarrowEditor } from './NarrowEditor';
import { cardTextPath } from './nodeParts';
import { createEditor, type OpenedEditor } from './createEditor';
import { clearRun } from './runHighlight';
import { NodeWordsContext, type NodeWords } from './useModels';
import { useThings } from './useThings';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** The flow editor of one flow. */
export default function EditorPage() {
  const { botId, flowId } = route.useParams();
  // Opening another flow is another editor: nothing of the last one may be left.
  return <LoadedEditor key={`${botId}/${flowId}`} botId={botId} flowId={flowId} />;
}

function LoadedEditor({ botId, flowId }: { botId: string; flowId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['editor', botId, flowId],
    queryFn: ({ signal }) => call('GET /bots/:botId/flows/:flowId', { params: { botId, flowId } }, { signal }),
    // The store keeps the document from here on; reading it again would bring back what was just changed.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <OpenEditor botId={botId} flow={data} /> : <PageSplash />;
}

function OpenEditor({ botId, flow }: { botId: string; flow: FlowDetail }) {
  const narrow = useIsNarrow();
  const [opened, setOpened] = useState<OpenedEditor>();
  useEffect(() => {
    const next = createEditor(botId, flow);
    setOpened(next);
    const keepBeforeLeaving = (): void => void next.editor.documents.flush();
    const retry = (): void => void next.editor.documents.retry();
    window.addEventListener('pagehide', keepBeforeLeaving);
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('pagehide', keepBeforeLeaving);
      window.removeEventListener('online', retry);
      void next.editor.documents.flush().finally(() => next.editor.documents.close());
      clearRun();
    };
  }, [botId, flow]);
  const things = useThings(botId);
  const { flow: flows, segment: segments } = things;
  useEffect(() => {
    opened?.editor.documents.setKnown({
      ...(flows && { flowIds: flows.map(({ id }) => id) }),
      ...(segments && { segments: new Map(segments.map(({ id, isUsable }) => [id, { usable: isUsable !== false }])) }),
    });
  }, [flows, segments, opened]);
  if (!opened) return <PageSplash />;
  return (
    <EditorContext.Provider value={opened.editor}>
      <WordsProvider editor={opened.editor} readOnly={narrow} things={things}>
        <ReactFlowProvider>{narrow ? <NarrowEditor flow={flow} /> : <EditorDesk flow={flow} elements={opened.elements} />}</ReactFlowProvider>
      </WordsProvider>
    </EditorContext.Provider>
  );
}

function WordsProvider(props: { editor: Editor; readOnly: boolean; things: ReturnType<typeof useThings>; children: React.ReactNode }) {
  const { editor, readOnly, things, children } = props;
  const { t: say, i18n } = useTranslation(['editor', 'nodes', 'problems', 'common']);
  const { documents, view, actions } = editor;
  const words = useMemo<EditorWords>(
    () => ({
      t: (key, params) => say(`editor:${key}` as never, params as never) as unknown as string,
      kind: (kind) => say(`nodes:kinds.${kind}` as never) as unknown as string,
      readOnly,
      clickExit: (node, port) => {
        const now = view.getState().connecting;
        view.setState({ connecting: now?.node === node && now.port === port ? null : { node, port } });
      },
      changeCardText: (nodeId, text) => {
        const { document } = documents.getState();
        const node = document.nodes[nodeId];
        const path = node && cardTextPath(node.type);
        if (!node || !path) return;
        const language = view.getState().language ?? document.language;
        const value = withTextIn(valueAt(node.data, path) as string, language, document.language, text);
        actions.setData(nodeId, withValueAt(node.data, path, value), `${nodeId}.${path.join('.')}`);
      },
      endCardText: () => view.setState({ cardText: null }),
      changeNote: (id, text) => void documents.apply({ type: 'updateNote', noteId: id, change: { text } }, `note.${id}`),
      resizeNote: (id, box) => void documents.apply({ type: 'updateNote', noteId: id, change: box }),
    }),
    [say, readOnly, documents, view, actions],
  );
  const nodeWords = useMemo<NodeWords>(
    () => ({
      language: i18n.language,
      word: (key, params) => (i18n.exists(key, { ns: 'nodes', ...params }) ? (say(`nodes:${key}` as never, params as never) as unknown as string) : undefined),
      thingName: (kind, wanted) => things[kind]?.find(({ id }) => id === wanted)?.name ?? '…',
    }),
    [i18n, i18n.language, say, things],
  );
  return (
    <EditorWordsContext.Provider value={words}>
      <NodeWordsContext.Provider value={nodeWords}>{children}</NodeWordsContext.Provider>
    </EditorWordsContext.Provider>
  );
}

