import type { FlowDocument, Operation, Problem } from '@chatloom/flow';

/** What saving a batch of edits ended in. */
export type SaveResult =
  | { kind: 'saved'; revision: number; problems: Problem[] }
  /** Somebody else saved first. `operations` are theirs since my base, or null when the flow must be read again. */
  | { kind: 'conflict'; operations: Operation[] | null; revision: number }
  /** The server was not reached; the same batch may be sent again without being applied twice. */
  | { kind: 'offline' }
  /** The server refused; sending the same again would not help. */
  | { kind: 'refused'; message: string };

/** The server as autosave sees it; the studio's is made of the typed client, a test's of a few lines. */
export interface EditorServer {
  save(baseRevision: number, operations: Operation[]): Promise<SaveResult>;
  /** The draft as it is now; undefined when the server cannot be reached. */
  load(): Promise<{ document: FlowDocument; revision: number } | undefined>;
}
