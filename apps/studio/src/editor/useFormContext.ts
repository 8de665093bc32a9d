import { useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from './editorContext';
import type { FormContextValue } from './form/formContext';
import { variablesOf, namesUsed } from './model/namesUsed';
import { randomId } from './store/randomId';
import { useTypeWords } from './Palette';
import { NodeWordsContext } from './useModels';
import { useSayProblem } from './useSayProblem';
import { useThings } from './useThings';

/** What a settings form needs besides the node's own data. */
export function useFormContext(nodeId: string): Omit<FormContextValue, 'nodeType' | 'change' | 'data'> {
  const { documents, view, botId, flowId } = useEditor();
  const words = useEditorWords();
  const nodeWords = useContext(NodeWordsContext);
  const typeWords = useTypeWords();
  const sayProblem = useSayProblem();
  const document = useStore(documents, (state) => state.document);
  const allProblems = useStore(documents, (state) => state.problems);
  const language = useStore(view, (state) => state.language) ?? document.language;
  const things = useThings(botId);
  const names = useMemo(() => namesUsed(document), [document]);
  return {
    t: words.t,
    word: (...keys) => {
      for (const key of keys) {
        const found = nodeWords.word(key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    sayProblem,
    problems: useMemo(() => allProblems.filter((problem) => problem.nodeId === nodeId), [allProblems, nodeId]),
    language,
    mainLanguage: document.language,
    suggestions: {
      fields: names.fields,
      tags: names.tags,
      things: Object.fromEntries(Object.entries(things).map(([kind, items]) => [kind, items?.filter(({ id, isOffered }) => isOffered && id !== flowId)])),
      nodes: Object.entries(document.nodes).map(([id, node]) => ({ id, name: node.title || typeWords.title(node.type) })),
      variables: variablesOf(names, (key) => words.t(`variables.${key}`)),
    },
    readOnly: false,
    newId: randomId,
  };
}
