import type { NodeDefinitions, NodeKind } from '@chatloom/flow';
import { createContext, useContext } from 'react';
import type { EditorActions } from './store/actions';
import type { DocumentStore } from './store/documentStore';
import type { ViewStore } from './store/viewStore';

/** What every part of one open editor shares. */
export interface Editor {
  botId: string;
  flowId: string;
  definitions: NodeDefinitions;
  documents: DocumentStore;
  view: ViewStore;
  actions: EditorActions;
}

export const EditorContext = createContext<Editor | null>(null);

/** @throws Error outside of the editor page: a mistake of ours. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('A part of the editor is drawn outside of EditorPage');
  return editor;
}

/** Words and the few deeds a card needs; one object per language, so that cards are not drawn again without need. */
export interface EditorWords {
  t(key: string, params?: Record<string, string | number>): string;
  kind(kind: NodeKind): string;
  readOnly: boolean;
  clickExit(node: string, port: string): void;
  changeCardText(node: string, text: string): void;
  endCardText(): void;
  changeNote(id: string, text: string): void;
  resizeNote(id: string, box: { x: number; y: number; width: number; height: number }): void;
}

export const EditorWordsContext = createContext<EditorWords>({
  t: (key) => key,
  kind: (kind) => kind,
  readOnly: false,
  clickExit: () => undefined,
  changeCardText: () => undefined,
  endCardText: () => undefined,
  changeNote: () => undefined,
  resizeNote: () => undefined,
});

export const useEditorWords = (): EditorWords => useContext(EditorWordsContext);
