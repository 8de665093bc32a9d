import type { z } from 'zod';
import type { ErrorCode } from './error';
import type { Permission } from './permission';

/** Everything under this prefix is described by `Routes`. */
export const API_PREFIX = '/api/v1';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One line of the route table: what server, typed client and OpenAPI document all follow.
 * `path` is below `API_PREFIX`, with `:name` for the keys of `params`.
 */
export interface RouteShape {
  method: HttpMethod;
  path: `/${string}`;
  /** One sentence for the OpenAPI document. */
  summary: string;
  tag: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** `null`: answers 204 with no body. */
  response: z.ZodType | null;
  /** Status of success; 200 when absent (204 when `response` is null). */
  status?: 200 | 201 | 202;
  /** Errors worth planning for; every route may also answer `invalid`, `internal` and, when `auth` is person, `unauthenticated`. */
  errors: readonly ErrorCode[];
  /** `person`: a session cookie or `Authorization: Bearer clt_…`. */
  auth: 'public' | 'person';
  /** What the caller must be allowed to do; `none` only on public routes, `self` on routes about the caller's own account. */
  permission: Permission;
  /** Media type of the answer when it is not `application/json`, e.g. `text/event-stream`. */
  produces?: string;
}

/** Keeps the literal types of a route, so that inputs and outputs can be inferred from it. */
export function defineRoute<const R extends RouteShape>(route: R): R {
  return route;
}

type InputOf<S> = S extends z.ZodType ? z.input<S> : never;
type Part<R, K extends string> = R extends { [key in K]: infer S extends z.ZodType } ? { [key in K]: InputOf<S> } : unknown;
/** A part all of whose fields may be left out may be left out itself. */
type Loosen<T> = { [K in keyof T as {} extends T[K] ? never : K]: T[K] } & { [K in keyof T as {} extends T[K] ? K : never]?: T[K] };

/** What a caller sends: `{ params, query, body }`, each only when the route has it. */
export type CallInput<R extends RouteShape> = Loosen<Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>>;
/** What a caller gets back; `undefined` for 204. */
export type CallOutput<R extends RouteShape> = R['response'] extends z.ZodType ? z.output<R['response']> : undefined;

type OutputOf<R, K extends string> = R extends { [key in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
/** What a handler of the server sees after validation. */
export interface ValidatedInput<R extends RouteShape> {
  params: OutputOf<R, 'params'>;
  query: OutputOf<R, 'query'>;
  body: OutputOf<R, 'body'>;
}

/** The status a successful answer has. */
export function successStatus(route: RouteShape): number {
  return route.response === null ? 204 : (route.status ?? 200);
}

/**
 * Path and query of a call, e.g. `/api/v1/bots/0192…/contacts?search=ann`. Values are escaped; query fields that are
 * undefined are left out.
 * @throws Error when a parameter of the path is missing: a mistake of the calling program.
 */
export function urlOf(route: RouteShape, input: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {}): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined || value === null || value === '') throw new Error(`${route.method} ${route.path}: parameter ${name} is missing`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined && value !== null) query.set(name, String(value));
  const search = query.toString();
  return `${API_PREFIX}${path}${search ? `?${search}` : ''}`;
}
