import { useContext } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from '../editorContext';
import formStyles from '../form/form.module.css';
import { withValueAt } from '../form/readSchema';
import { useTypeWords } from '../Palette';
import { NodeWordsContext } from '../useModels';
import styles from './panel.module.css';

/** Fields that somebody else changed at the same time: both values, to choose from. And steps that are gone. */
export function Clashes() {
  const { documents } = useEditor();
  const words = useEditorWords();
  const nodeWords = useContext(NodeWordsContext);
  const typeWords = useTypeWords();
  const clashes = useStore(documents, (state) => state.clashes);
  const lost = useStore(documents, (state) => state.lostNodes);
  const nodes = useStore(documents, (state) => state.document.nodes);
  return (
    <>
      {lost.length > 0 && (
        <div className={styles.notice} role="alert">
          <p>{words.t('clash.lost', { count: lost.length })}</p>
          <button type="button" className={formStyles.button} onClick={() => documents.forgetLost()}>
            {words.t('clash.understood')}
          </button>
        </div>
      )}
      {clashes.map((clash, index) => {
        const node = nodes[clash.nodeId];
        const step = node ? node.title || typeWords.title(node.type) : clash.nodeId;
        const name = fieldOf(clash.path, (field) => nodeWords.word(`nodes.${node?.type}.fields.${field}`) ?? nodeWords.word(`fields.${field}`));
        return (
          <div key={index} className={styles.notice} role="alert">
            <p>{words.t('clash.both', { step, field: name })}</p>
            <div className={styles.both}>
              <div>{show(clash.mine)}</div>
              <div>{show(clash.theirs)}</div>
              <button type="button" className={formStyles.button} onClick={() => documents.settle(clash, 'mine', (data) => data)}>
                {words.t('clash.keepMine')}
              </button>
              <button
                type="button"
                className={formStyles.button}
                onClick={() => documents.settle(clash, 'theirs', (data) => withValueAt(data, clash.path, clash.theirs))}
              >
                {words.t('clash.takeTheirs')}
              </button>
            </div>
          </div>
        );
      })}
    </>
  );
}

/** The innermost field of a path that has words; languages and places in lists have none. */
function fieldOf(path: readonly (string | number)[], word: (field: string) => string | undefined): string {
  for (const key of [...path].reverse()) {
    const found = typeof key === 'string' ? word(key) : undefined;
    if (found) return found;
  }
  return path.join('.');
}

const show = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value, null, 1));
