import type { Problem } from '@chatloom/flow';

/** There is no such thing in this bot. The API answers 404. */
export class NotFoundError extends Error {
  constructor(what: string) {
    super(`There is no such ${what}.`);
    this.name = 'NotFoundError';
  }
}

/** Its state does not allow this now. The API answers 409. */
export class StateConflictError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StateConflictError';
  }
}

/** One saved batch of edits. */
export interface OperationBatch {
  revision: number;
  clientId: string;
  operations: { type: string; [field: string]: unknown }[];
}

/** The draft has moved on since `baseRevision`. `operations` is null when that is too long ago to tell. */
export class DraftConflictError extends Error {
  constructor(
    readonly currentRevision: number,
    readonly operations: OperationBatch[] | null,
  ) {
    super(`The draft is at revision ${currentRevision} by now.`);
    this.name = 'DraftConflictError';
  }
}

/** The document (or an edit) has faults, one problem each; nothing was stored. The API answers 422. */
export class DocumentRefusedError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems[0]?.message ?? 'The document is refused.');
    this.name = 'DocumentRefusedError';
  }
}
