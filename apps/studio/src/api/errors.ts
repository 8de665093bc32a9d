/** One fault the server names; see `errorDetailSchema` of the contract. */
export interface ErrorDetail {
  path: (string | number)[];
  code: string;
  message: string;
  params?: Record<string, string | number>;
  nodeId?: string;
}

/** The server understood and refused. `code` is one of the contract's error codes. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: ErrorDetail[],
    /** Seconds to wait before the next try, when the server says so. */
    readonly retryAfterSeconds?: number,
    /** The whole answer, for routes that say more (a draft's conflict). */
    readonly body?: unknown,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The server could not be reached. */
export class OfflineError extends Error {
  constructor() {
    super('The server cannot be reached.');
    this.name = 'OfflineError';
  }
}

/** A file of the app itself did not come: no connection, or a newer version has replaced it. Browsers word it differently. */
export const isMissingChunk = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message);
