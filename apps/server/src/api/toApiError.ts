import { HttpException } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { DocumentRefusedError, DraftConflictError, LineSaidNo, NotFoundError, StateConflictError } from '@chatloom/bots';
import { type ApiErrorBody, ERROR_CODES, type ErrorCode, type ErrorDetail } from '@chatloom/contract';
import type { Problem } from '@chatloom/flow';
import { RulesFixedError } from '@chatloom/games';

/** An error as the API answers it. */
export interface ApiAnswer {
  status: number;
  body: ApiErrorBody & Record<string, unknown>;
  retryAfterSeconds?: number;
  /** A fault of ours that belongs into the log. */
  isOurs: boolean;
}

/** What the API says about whatever was thrown. Nothing of an unexpected error's own words gets out. */
export function toApiError(error: unknown): ApiAnswer {
  if (error instanceof AccessError) return { ...answer(error.code, error.message, error.details), ...(error.retryAfterSeconds ? { retryAfterSeconds: error.retryAfterSeconds } : {}) };
  if (error instanceof NotFoundError) return answer('notFound', error.message);
  if (error instanceof RulesFixedError) return answer('rulesFixed', error.message);
  if (error instanceof StateConflictError) return answer('conflict', error.message);
  if (error instanceof LineSaidNo) return answer('upstream', error.message, [{ path: [], code: error.problem, message: error.message }]);
  if (error instanceof DocumentRefusedError) return answer('blocked', error.message, error.problems.map(toDetail));
  if (error instanceof DraftConflictError) {
    const conflict = answer('conflict', error.message);
    return { ...conflict, body: { ...conflict.body, currentRevision: error.currentRevision, operations: error.operations } };
  }
  if (error instanceof HttpException) return fromHttp(error);
  if (isDatabaseAway(error)) return { ...answer('unavailable', 'The database does not answer. Try again in a moment.'), retryAfterSeconds: 1, isOurs: true };
  return { ...answer('internal', 'Something went wrong here. It is in the log of the server.'), isOurs: true };
}

function answer(code: ErrorCode, message: string, details: ErrorDetail[] = []): ApiAnswer {
  return { status: ERROR_CODES[code].status, body: { code, message, details }, isOurs: false };
}

function toDetail({ code, path = [], message, params, nodeId }: Problem): ErrorDetail {
  return { path, code, message, ...(params ? { params } : {}), ...(nodeId === undefined ? {} : { nodeId }) };
}

/** What Nest and Fastify say by themselves (bad JSON, no such route, too large), and what others threw in our shape already. */
function fromHttp(error: HttpException): ApiAnswer {
  const status = error.getStatus();
  const response = error.getResponse();
  if (typeof response === 'object' && 'code' in response && 'details' in response) return { status, body: response as ApiErrorBody & Record<string, unknown>, isOurs: false };
  const known = BY_STATUS[status];
  if (known) return { ...answer(known.code, known.message), status };
  return status >= 500 ? { ...answer('internal', 'Something went wrong here. It is in the log of the server.'), status, isOurs: true } : { ...answer('invalid', 'The request cannot be answered.'), status };
}

const BY_STATUS: Record<number, { code: ErrorCode; message: string }> = {
  400: { code: 'malformed', message: 'The body is not JSON, or holds a forbidden key.' },
  404: { code: 'notFound', message: 'There is nothing at this address.' },
  413: { code: 'tooLarge', message: 'The body is too large.' },
  415: { code: 'unsupportedMediaType', message: 'Send the body as application/json.' },
  503: { code: 'unavailable', message: 'The server is not ready. Try again in a moment.' },
};

/** The database is away or restarting: connection refused or cut, too many clients, shutting down (class 08, 53300, 57P0x). */
function isDatabaseAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(08\w{3}|53300|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/.test(code)) return true;
  return typeof message === 'string' && /Connection terminated|timeout exceeded when trying to connect|not connected yet/.test(message);
}
