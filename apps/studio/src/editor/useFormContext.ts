import type { Problem } from '@chatloom/flow';
import { useQuery } from '@tanstack/react-query';
import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { flowsQuery } from '../api';
import { menusQuery } from '../screens/richMenus/menuQueries';
import { useEditor, useEditorWords } from './editorContext';
import type { FormContextValue } from './form/formContext';
import { variablesOf, namesUsed } from './model/namesUsed';
import { randomId } from './store/actions';
import { useTypeWords } from './Palette';
import { NodeWordsContext } from './useModels';

/** A problem as one sentence in the designer's language; the English one of the check when there is no translation. */
export function useSayProblem(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('problems');
  return useMemo(
    () => (problem) => {
      const key = `problems:problems.${problem.code}`;
      return i18n.exists(key) ? (t(key as never, { ...problem.params } as never) as unknown as string) : problem.message;
    },
    [t, i18n, i18n.language],
  );
}

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
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const richMenus = useQuery(menusQuery(botId)).data?.items;
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
      flows: (flows ?? []).filter(({ id }) => id !== flowId).map(({ id, name }) => ({ id, name })),
      richMenus: (richMenus ?? []).map(({ id, name }) => ({ id, name })),
      nodes: Object.entries(document.nodes).map(([id, node]) => ({ id, name: node.title || typeWords.title(node.type) })),
      variables: variablesOf(names, (key) => words.t(`variables.${key}`)),
    },
    readOnly: false,
    newId: randomId,
  };
}
