import type { CallInput, CallOutput, RouteName, RouteShape, Routes } from '@chatloom/contract';
import { ApiError, OfflineError, type ErrorDetail } from './errors';
import { useConnection } from './connection';

type Table = typeof Routes;
type RouteOf<N extends RouteName> = Table[N] & RouteShape;
type KeyOf<R> = R extends { method: infer M extends string; path: infer P extends string } ? `${M} ${P}` : never;
/** Method and path of a route of the contract, e.g. `GET /bots/:botId/flows`; a wrong one does not compile. */
export type RouteKey = { [N in RouteName]: KeyOf<Table[N]> }[RouteName];
type NameOf<K extends RouteKey> = { [N in RouteName]: KeyOf<Table[N]> extends K ? N : never }[RouteName];
/** What the route takes: `{ params, query, body }`. */
export type RouteInput<K extends RouteKey> = CallInput<RouteOf<NameOf<K>>>;
/** What the route answers. */
export type RouteOutput<K extends RouteKey> = CallOutput<RouteOf<NameOf<K>>>;

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
type InputArguments<K extends RouteKey> = {} extends RouteInput<K> ? [input?: RouteInput<K>, options?: CallOptions] : [input: RouteInput<K>, options?: CallOptions];
export interface CallOptions {
  signal?: AbortSignal;
  /** Answer 401 as an ordinary error instead of leading to the sign-in page. */
  allowSignedOut?: boolean;
}

/** Where every route of the contract lives. The same as `API_PREFIX` there, which is not imported to keep zod out of the first page. */
export const API_PREFIX = '/api/v1';

let signedOut: () => void = () => {};
/** What to do when the server says that nobody is signed in (any more). */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/**
 * Calls a route of the contract and gives its answer.
 * @throws ApiError when the server refuses, OfflineError when it cannot be reached.
 */
export async function call<K extends RouteKey>(key: K, ...[input, options]: InputArguments<K>): Promise<RouteOutput<K>> {
  const parts = (input ?? {}) as Parts;
  const [method, path] = key.split(' ') as [string, string];
  const response = await reach(apiUrl(path, parts), {
    method,
    signal: options?.signal,
    credentials: 'same-origin',
    headers: parts.body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
    body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as RouteOutput<K>;
  const error = await toApiError(response);
  if (error.status === 401 && error.code === 'unauthenticated' && !options?.allowSignedOut) signedOut();
  throw error;
}

/** The address of a route's path with its parameters filled in, e.g. for an event stream or a download. */
export function apiUrl(path: string, { params = {}, query = {} }: Pick<Parts, 'params' | 'query'> = {}): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null || value === '') throw new Error(`${path}: parameter ${name} is missing`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, String(value));
  return `${API_PREFIX}${filled}${search.size > 0 ? `?${search}` : ''}`;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    useConnection.getState().lost();
    throw new OfflineError();
  }
  // A proxy in front of a server that is down answers these itself, without our error shape.
  if ([502, 503, 504].includes(response.status) && !response.headers.get('content-type')?.includes('json')) {
    useConnection.getState().lost();
    throw new OfflineError();
  }
  useConnection.getState().found();
  return response;
}

async function toApiError(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; message?: string; details?: ErrorDetail[] };
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(response.status, body.code ?? 'internal', body.message ?? response.statusText, body.details ?? [], seconds > 0 ? seconds : undefined, body);
}
