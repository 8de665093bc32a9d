import type { AddNodeOperation } from './addNode';
import type { AddNoteOperation } from './addNote';
import type { BatchOperation } from './batch';
import type { ConnectOperation } from './connect';
import type { DisconnectOperation } from './disconnect';
import type { MoveNodesOperation } from './moveNodes';
import type { RemoveNodeOperation } from './removeNode';
import type { RemoveNoteOperation } from './removeNote';
import type { RenameFlowOperation } from './renameFlow';
import type { ReplaceDocumentOperation } from './replaceDocument';
import type { SetLanguageOperation } from './setLanguage';
import type { SetNodeTitleOperation } from './setNodeTitle';
import type { SetSeriesOperation } from './setSeries';
import type { UpdateNodeDataOperation } from './updateNodeData';
import type { UpdateNoteOperation } from './updateNote';

/** One edit of a flow document, as plain data: undo, autosave, audit and conflict handling all speak of these. */
export type Operation =
  | AddNodeOperation
  | RemoveNodeOperation
  | UpdateNodeDataOperation
  | SetNodeTitleOperation
  | MoveNodesOperation
  | ConnectOperation
  | DisconnectOperation
  | RenameFlowOperation
  | SetLanguageOperation
  | SetSeriesOperation
  | AddNoteOperation
  | UpdateNoteOperation
  | RemoveNoteOperation
  | ReplaceDocumentOperation
  | BatchOperation;
export type OperationType = Operation['type'];
