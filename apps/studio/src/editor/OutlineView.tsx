import { IconArrowBackUp } from '@tabler/icons-react';
import { useMemo, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { countProblems } from './canvas/buildElements';
import { useEditor, useEditorWords } from './editorContext';
import { outline, OUTLINE_MAX_INDENT } from './model/outline';
import { StepTile } from './Palette';
import { select } from './store/viewStore';
import { useModels } from './useModels';
import { useLabelledPorts } from './useLabelledPorts';
import styles from './OutlineView.module.css';

/** The flow as an indented, numbered list: for phones, screen readers and proof-reading. */
export function OutlineView({ onOpen }: { onOpen?: (nodeId: string) => void }) {
  const { documents, view, actions } = useEditor();
  const words = useEditorWords();
  const labelledPorts = useLabelledPorts();
  const document = useStore(documents, (state) => state.document);
  const problems = useStore(documents, (state) => state.problems);
  const selected = useStore(view, (state) => state.selectedNodes);
  const modelOf = useModels();
  const rows = useMemo(() => outline(document, actions.portOrder), [document, actions]);
  const counts = useMemo(() => countProblems(problems), [problems]);
  const portLabel = (from: string | undefined, port: string): string => {
    const node = from === undefined ? undefined : document.nodes[from];
    return (node && labelledPorts(node).find((each) => each.id === port)?.label) ?? port;
  };
  const open = (nodeId: string): void => {
    select(view, nodeId);
    onOpen?.(nodeId);
  };
  if (rows.length === 0) return <p className={styles.empty}>{words.t('outline.empty')}</p>;
  return (
    <div className={styles.outline}>
      <ol className={styles.list} aria-label={words.t('outline.label')}>
        {rows.map((row, index) => {
          const node = document.nodes[row.nodeId]!;
          const model = modelOf(row.nodeId, node);
          const count = counts.get(row.nodeId);
          const from = row.port === undefined ? undefined : document.edges.find((edge) => edge.to === row.nodeId && edge.port === row.port)?.from;
          const way = row.port !== undefined && row.port !== 'next' ? portLabel(from, row.port) : undefined;
          return (
            <li key={index} className={styles.item} style={{ '--depth': Math.min(row.depth, OUTLINE_MAX_INDENT) } as CSSProperties} data-outline-node={row.jump ? undefined : row.nodeId}>
              <button
                type="button"
                className={`${styles.row} ${row.jump ? styles.jump : ''}`}
                aria-current={selected.has(row.nodeId) && !row.jump ? 'true' : undefined}
                onClick={() => open(row.nodeId)}
              >
                <span className={styles.number}>{row.number}</span>
                {row.jump ? <IconArrowBackUp size={18} aria-hidden /> : <StepTile type={model.type} kind={model.kind} size={26} />}
                <span className={styles.words}>
                  {way && <span className={styles.way}>{words.t('outline.when', { way })}</span>}
                  <span className={styles.title}>{row.jump ? words.t('outline.goTo', { name: model.title || model.kindWord }) : model.title || model.kindWord}</span>
                  {!row.jump && model.text && <span className={styles.text}>{model.text}</span>}
                </span>
                {!row.jump && count && <span className={`${styles.badge} ${styles[count.severity]}`}>{words.t('canvas.problemCount', { count: count.count })}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
