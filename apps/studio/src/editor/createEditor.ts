import type { FlowDetail } from '@chatloom/contract';
import type { NodeDefinitions } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { currentLanguage } from '../i18n/i18n';
import type { Elements } from './canvas/buildElements';
import type { Editor } from './editorContext';
import { languagesIn } from './form/localizedValue';
import type { CardModel } from './model/cardModel';
import { wireAt } from './model/wireUnder';
import { cardTextPath } from './nodeParts';
import { serverOfFlow } from './serverOfFlow';
import { createActions } from './store/actions';
import { createDocumentStore } from './store/documentStore';
import type { EditorServer } from './store/editorServer';
import { randomId } from './store/randomId';
import { createViewStore } from './store/viewStore';

/** An editor with the place where the canvas leaves what it last drew, for deeds that depend on it. */
export interface OpenedEditor {
  editor: Editor;
  elements: { current: Elements | null };
}

/** Opens a flow: its stores and everything that can be done to it. */
export function createEditor(botId: string, flow: Pick<FlowDetail, 'id' | 'document' | 'revision'>, server: EditorServer = serverOfFlow(botId, flow.id, randomId())): OpenedEditor {
  const definitions: NodeDefinitions = nodeDefinitions;
  const view = createViewStore();
  const spoken = currentLanguage();
  if (spoken !== flow.document.language && languagesIn(Object.values(flow.document.nodes).map((node) => node.data)).has(spoken)) view.setState({ language: spoken });
  const documents = createDocumentStore({ flowId: flow.id, document: flow.document, revision: flow.revision, definitions, server, storage: localStorage });
  const elements: OpenedEditor['elements'] = { current: null };
  const modelOf = (id: string): CardModel | undefined => elements.current?.scene.cards.find((card) => card.id === id)?.model;
  const actions = createActions({
    documents,
    view,
    definitions,
    modelOf,
    newId: randomId,
    cardText: cardTextPath,
    wireAt: (box) => (elements.current ? wireAt(elements.current, documents.getState().document, box) : undefined),
  });
  return { editor: { botId, flowId: flow.id, definitions, documents, view, actions }, elements };
}
