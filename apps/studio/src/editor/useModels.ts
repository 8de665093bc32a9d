import type { FlowNode } from '@chatloom/flow';
import type { PreviewWords } from '@chatloom/nodes/editor';
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useEditor } from './editorContext';
import { cardModel, sayIn, type CardModel } from './model/cardModel';
import { nodeEditorOf } from './nodeParts';

/** Words of node types: `nodes.<type>.title` and the like. Undefined keys give `undefined`. */
export interface NodeWords {
  language: string;
  word(key: string, params?: Record<string, string | number>): string | undefined;
  thingName: PreviewWords['thingName'];
}
export const NodeWordsContext = createContext<NodeWords>({ language: 'en', word: () => undefined, thingName: (_, id) => id });

/**
 * The card of a node, made once per node object: an edit changes only the objects it touches, so a thousand cards cost
 * one look-up each.
 */
export function useModels(): (id: string, node: FlowNode) => CardModel {
  const { documents, view, definitions } = useEditor();
  const nodeWords = useContext(NodeWordsContext);
  const mainLanguage = useStore(documents, (state) => state.document.language);
  const chosen = useStore(view, (state) => state.language);
  return useMemo(() => {
    const cache = new WeakMap<FlowNode, CardModel>();
    const words: PreviewWords = {
      t: (key, params) => nodeWords.word(key, params) ?? '',
      say: (text) => sayIn(text, chosen ? [chosen, mainLanguage] : [mainLanguage]),
      thingName: nodeWords.thingName,
      nodeName: (nodeId) => {
        const node = documents.getState().document.nodes[nodeId];
        return node ? node.title || (nodeWords.word(`nodes.${node.type}.title`) ?? node.type) : nodeId;
      },
    };
    return (_id, node) => {
      const known = cache.get(node);
      if (known) return known;
      const model = cardModel(node, { definition: definitions[node.type], preview: nodeEditorOf(node.type)?.preview }, words);
      cache.set(node, model);
      return model;
    };
  }, [definitions, documents, nodeWords, mainLanguage, chosen]);
}
