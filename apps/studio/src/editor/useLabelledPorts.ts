import type { FlowNode } from '@chatloom/flow';
import { useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from './editorContext';
import { nodePorts, sayIn } from './model/cardModel';
import { NodeWordsContext } from './useModels';

/** The exits of a step with their words: the customers' in the language looked at, ours in the designer's. */
export function useLabelledPorts(): (node: FlowNode) => { id: string; label: string }[] {
  const { definitions, documents, view } = useEditor();
  const words = useEditorWords();
  const nodeWords = useContext(NodeWordsContext);
  const mainLanguage = useStore(documents, (state) => state.document.language);
  const language = useStore(view, (state) => state.language) ?? mainLanguage;
  return useCallback(
    (node) =>
      nodePorts(node, definitions[node.type]).map((port) => ({
        id: port.id,
        label: ('key' in port.label ? nodeWords.word(`ports.${port.label.key}`) : sayIn(port.label.text, [language, mainLanguage])) || words.t('edit.unnamedExit'),
      })),
    [definitions, nodeWords, language, mainLanguage, words],
  );
}
