import { AccessError } from '@chatloom/accounts';
import type { ErrorDetail, RouteShape, ValidatedInput } from '@chatloom/contract';
import { checkShape, describeIssue } from '@chatloom/flow';
import type { z } from 'zod';

/** More faults at once help nobody. */
const DETAILS_MAX = 100;
/** Fields that are read by libs/flow with its own bounded look and its own sentences. */
const READ_ELSEWHERE = new Set(['document', 'operations']);

/**
 * Reads params, query and body by the route's schemas. A path that cannot name anything is `notFound`; everything else
 * wrong is `invalid` with one detail per fault, its path beginning with `query` or `body`.
 * @throws AccessError
 */
export function validateCall<R extends RouteShape>(route: R, request: { params?: unknown; query?: unknown; body?: unknown }): ValidatedInput<R> {
  const params = route.params?.safeParse(request.params ?? {});
  if (params && !params.success) throw new AccessError('notFound', 'There is nothing at this address.');
  const faults: ErrorDetail[] = [];
  const query = route.query && read(route.query, request.query ?? {}, 'query', faults);
  const body = route.body && readBody(route.body, request.body ?? undefined, faults);
  if (faults.length > 0) throw new AccessError('invalid', faults[0]!.message, { details: faults.slice(0, DETAILS_MAX) });
  return { params: params?.data, query, body } as ValidatedInput<R>;
}

function readBody(schema: z.ZodType, body: unknown, faults: ErrorDetail[]): unknown {
  // Before the schema: depth, amount and forbidden keys, so that no schema has to recurse into a hostile value.
  const shape = checkShape(withoutFlowParts(body));
  for (const { code, path = [], message, params } of shape) faults.push({ path: ['body', ...path], code, message, ...(params ? { params } : {}) });
  return shape.length > 0 ? undefined : read(schema, body, 'body', faults);
}

function withoutFlowParts(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !READ_ELSEWHERE.has(key)));
}

function read(schema: z.ZodType, value: unknown, where: 'query' | 'body', faults: ErrorDetail[]): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const { code, path, message, params } = describeIssue(issue, value, [where]);
    faults.push({ path: [where, ...path], code, message, ...(params ? { params } : {}) });
  }
  return undefined;
}
