import type { FlowNode } from '@chatloom/flow';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { createElementBuilder, type Elements } from './canvas/buildElements';
import { useEditor, useEditorWords } from './editorContext';
import { sayIn } from './model/cardModel';
import { useModels } from './useModels';
import { valueAt } from './form/readSchema';
import { cardTextPath } from './nodeParts';
import { useRunHighlight } from './runHighlight';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** Cards, wires and notes of the flow as they stand now. */
export function useElements(): Elements {
  const { documents, view, definitions, flowId } = useEditor();
  const words = useEditorWords();
  const document = useStore(documents, (state) => state.document);
  const problems = useStore(documents, (state) => state.problems);
  const selectedNodes = useStore(view, (state) => state.selectedNodes);
  const selectedEdges = useStore(view, (state) => state.selectedEdges);
  const dragged = useStore(view, (state) => state.dragged);
  const spliceWire = useStore(view, (state) => state.spliceWire);
  const comparison = useStore(view, (state) => state.comparison);
  const connecting = useStore(view, (state) => state.connecting);
  const editing = useStore(view, (state) => state.cardText);
  const language = useStore(view, (state) => state.language) ?? document.language;
  // While one edits, the whole flow should be readable: the path is lit beside the phone.
  const testing = route.useSearch().panel === 'phone';
  const run = useRunHighlight((state) => (testing && state.run?.flowId === flowId ? state.run : null));
  const modelOf = useModels();
  const build = useRef(createElementBuilder());
  return useMemo(
    () =>
      build.current({
        document,
        definitions,
        modelOf,
        problems,
        selectedNodes,
        selectedEdges,
        dragged,
        spliceWire,
        run,
        comparison,
        connecting,
        sayRefusal: (refusal) => words.t(`canvas.refused.${refusal}`),
        cardText: editing === null ? null : { node: editing, text: cardTextOf(document.nodes[editing], language, document.language) },
      }),
    [document, definitions, modelOf, problems, selectedNodes, selectedEdges, dragged, spliceWire, run, comparison, connecting, words, editing, language],
  );
}

/** The text being changed on a card, in the language looked at. */
export function cardTextOf(node: FlowNode | undefined, language: string, mainLanguage: string): string {
  const path = node && cardTextPath(node.type);
  const value = path ? valueAt(node.data, path) : undefined;
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? sayIn(value as Record<string, string>, [language, mainLanguage]) : '';
}
