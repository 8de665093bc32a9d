import { z } from 'zod';
import { named } from './named';

/** Every `code` an error of the API can have, with its HTTP status and what it means. */
export const ERROR_CODES = {
  malformed: { status: 400, meaning: 'The request could not be read: not JSON, or cut off.' },
  invalid: { status: 400, meaning: 'A field of the request is wrong; details name each one.' },
  unauthenticated: { status: 401, meaning: 'Nobody is signed in, or the token is unknown, expired or revoked.' },
  wrongCredentials: { status: 401, meaning: 'E-mail address and password do not belong together.' },
  forbidden: { status: 403, meaning: 'The caller may not do this, or the request came from another site.' },
  notFound: { status: 404, meaning: 'There is no such thing, or it is not visible to the caller.' },
  conflict: { status: 409, meaning: 'Somebody changed it meanwhile, or its state does not allow this now.' },
  rulesFixed: { status: 409, meaning: 'People play by these rules already; stop it and make a copy to change them.' },
  tooLarge: { status: 413, meaning: 'The request body is larger than the limit.' },
  unsupportedMediaType: { status: 415, meaning: 'Only application/json is read.' },
  blocked: { status: 422, meaning: 'The flow or document has faults; details has one sentence for each.' },
  throttled: { status: 429, meaning: 'Too many tries; Retry-After says how many seconds to wait.' },
  internal: { status: 500, meaning: 'A fault of this server; it is in its log.' },
  upstream: { status: 502, meaning: 'LINE (or the simulator) did not answer as expected; details tell why.' },
  unavailable: { status: 503, meaning: 'The server is starting, stopping, or without its database.' },
} as const satisfies Record<string, { status: number; meaning: string }>;
export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault: where (`path` into the request, or into the document), which (`code`), and an English sentence. */
export const errorDetailSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** The node of a flow the fault belongs to; `path` is then inside its data. */
  nodeId: z.string().optional(),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

/** The body of every answer that is not a success. */
export const apiErrorSchema = named('Error', z.object({ code: z.string(), message: z.string(), details: z.array(errorDetailSchema) }));
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;
