import { useQuery } from '@tanstack/react-query';
import { useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { flowsQuery } from '../api';
import { bingoGamesQuery, pollsQuery } from '../screens/games/gameQueries';
import { menusQuery } from '../screens/richMenus/menuQueries';
import { topicsQuery } from '../screens/topics/topicQueries';
import { useEditor, useEditorWords } from './editorContext';
import type { FormContextValue } from './form/formContext';
import { variablesOf, namesUsed } from './model/namesUsed';
import { randomId } from './store/randomId';
import { useTypeWords } from './Palette';
import { NodeWordsContext } from './useModels';
import { useSayProblem } from './useSayProblem';

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
  const polls = useQuery(pollsQuery(botId)).data?.items;
  const bingo = useQuery(bingoGamesQuery(botId)).data?.items;
  const topics = useQuery(topicsQuery(botId)).data?.items;
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
      polls: (polls ?? []).filter(({ madeBy }) => madeBy === null).map(({ id, name }) => ({ id, name })),
      bingo: (bingo ?? []).map(({ id, name }) => ({ id, name })),
      topics: (topics ?? []).map(({ id, name }) => ({ id, name })),
      nodes: Object.entries(document.nodes).map(([id, node]) => ({ id, name: node.title || typeWords.title(node.type) })),
      variables: variablesOf(names, (key) => words.t(`variables.${key}`)),
    },
    readOnly: false,
    newId: randomId,
  };
}
