/** Why an edit cannot be applied; also the i18n key `operationErrors.<code>`. */
export const OPERATION_ERROR_CODES = [
  'nodeExists',
  'nodeNotFound',
  'edgeExists',
  'edgeNotFound',
  'portTaken',
  'noteExists',
  'noteNotFound',
  'tooManyNodes',
  'tooManyEdges',
] as const;
export type OperationErrorCode = (typeof OPERATION_ERROR_CODES)[number];

/** An edit that does not fit the document it meets, for example because somebody else removed the node meanwhile. */
export class OperationError extends Error {
  constructor(
    readonly code: OperationErrorCode,
    message: string,
    /** Values for the sentence. */
    readonly params: Record<string, string | number> = {},
  ) {
    super(message);
    this.name = 'OperationError';
  }
}
