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
