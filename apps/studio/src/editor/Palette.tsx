import type { NodeDefinition, NodeKind } from '@chatloom/flow';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useContext, useMemo, useState } from 'react';
import { useEditor, useEditorWords } from './editorContext';
import { KINDS, likelyNext } from './model/likelyNext';
import { nodeEditorOf } from './nodeParts';
import { NodeWordsContext } from './useModels';
import styles from './Palette.module.css';

/** What a dragged palette entry carries: the type's name. */
export const STEP_MIME = 'application/x-chatloom-step';

/** Words a step type is found by. */
export function useTypeWords(): { title(type: string): string; help(type: string): string; search(definition: NodeDefinition): string } {
  const words = useEditorWords();
  const nodeWords = useContext(NodeWordsContext);
  return useMemo(() => {
    const title = (type: string): string => nodeWords.word(`nodes.${type}.title`) ?? type;
    const help = (type: string): string => nodeWords.word(`nodes.${type}.help`) ?? '';
    return { title, help, search: (definition) => `${title(definition.type)} ${help(definition.type)} ${words.kind(definition.kind)}` };
  }, [nodeWords, words]);
}

/** All kinds of steps, to be dragged onto the canvas or clicked; typing searches. */
export function Palette({ onClose }: { onClose?: () => void }) {
  const { definitions, actions, view } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const [typed, setTyped] = useState('');
  const all = Object.values(definitions);
  const found = likelyNext(all, undefined, typed, typeWords.search);
  const byKind = new Map<NodeKind, NodeDefinition[]>();
  for (const definition of found) byKind.set(definition.kind, [...(byKind.get(definition.kind) ?? []), definition]);

  const add = (type: string): void => {
    const [selected] = view.getState().selectedNodes;
    const from = selected === undefined ? undefined : actions.openExit(selected);
    const kind = definitions[type]?.kind;
    actions.add(type, from && kind !== 'trigger' ? actions.placeAfter(from) : actions.freePlace(), from && isOpen(from) ? { from } : {});
    onClose?.();
  };
  const { documents } = useEditor();
  const isOpen = (from: { node: string; port: string }): boolean => !documents.getState().document.edges.some((edge) => edge.from === from.node && edge.port === from.port);

  return (
    <nav className={styles.palette} aria-label={words.t('palette.label')}>
      <input
        type="search"
        className={styles.search}
        aria-label={words.t('palette.search')}
        placeholder={words.t('palette.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && typed !== '' && found[0]) add(found[0].type);
          if (event.key === 'Escape') setTyped('');
        }}
      />
      <div className={styles.list}>
        {KINDS.filter((kind) => byKind.has(kind)).map((kind) => (
          <section key={kind} aria-label={words.kind(kind)}>
            <h2 className={styles.kind}>{words.kind(kind)}</h2>
            {byKind.get(kind)!.map((definition) => (
              <button
                key={definition.type}
                type="button"
                className={styles.entry}
                title={typeWords.help(definition.type)}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(STEP_MIME, definition.type);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                onClick={() => add(definition.type)}
              >
                <StepTile type={definition.type} kind={definition.kind} />
                <span>{typeWords.title(definition.type)}</span>
              </button>
            ))}
          </section>
        ))}
        {found.length === 0 && <p className={styles.nothing}>{words.t('palette.nothing')}</p>}
      </div>
    </nav>
  );
}

/** Icon of a step type on the tile of its kind. */
export function StepTile({ type, kind, size = 28 }: { type: string; kind: NodeKind; size?: number }) {
  const Icon = nodeEditorOf(type)?.icon ?? IconAlertTriangle;
  return (
    <span className={styles.tile} style={{ background: `var(--cl-kind-${kind})`, width: size, height: size }}>
      <Icon size={size * 0.62} stroke={1.8} aria-hidden />
    </span>
  );
}
