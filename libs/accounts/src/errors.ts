import type { ErrorCode, ErrorDetail } from '@chatloom/contract';

/** A request is refused; `code` decides the status (`ERROR_CODES` of libs/contract). */
export class AccessError extends Error {
  readonly retryAfterSeconds?: number;
  readonly details: ErrorDetail[];

  constructor(
    readonly code: ErrorCode,
    message: string,
    more: { retryAfterSeconds?: number; details?: ErrorDetail[] } = {},
  ) {
    super(message);
    this.name = 'AccessError';
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.details = more.details ?? [];
  }
}
