/** red = cannot publish, amber = costs money or loses people, grey = advice. */
export type ProblemSeverity = 'blocking' | 'warning' | 'advice';

/**
 * Something the designer should look at. The same function finds it in the editor and on the server.
 * `code` is also the i18n key `problems.<code>`; `message` is the English sentence for API and CLI users.
 */
export interface Problem {
  code: string;
  severity: ProblemSeverity;
  /** The node it belongs to; absent when it concerns the whole document. */
  nodeId?: string;
  /** Path of the field inside `node.data`, or inside the document when `nodeId` is absent. */
  path?: (string | number)[];
  /** Values for the sentence, e.g. `{ max: 5000, length: 5012 }`. */
  params?: Record<string, string | number>;
  message: string;
}
