import type { RouteInput, RouteKey, RouteOutput } from '../api/call';

type Parts = { params: Record<string, string>; query: Record<string, string>; body: unknown };
type Answers = { [K in RouteKey]?: (input: Parts & { body: RouteInput<K> extends { body: infer B } ? B : undefined }) => RouteOutput<K> | Refusal };

/** Answer of a route that refuses. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: unknown[] = [],
    readonly headers: Record<string, string> = {},
  ) {}
}
/** Answer of a server that cannot be reached. */
export const UNREACHABLE = Symbol('unreachable');

/**
 * Stands in for the server: answers the routes it was given and remembers every call. A call that nobody expected
 * fails by name. `stop` gives the real `fetch` back.
 */
export function fakeApi(answers: Answers & { [K in RouteKey]?: unknown }) {
  const calls: { route: string; params: Record<string, string>; query: Record<string, string>; body: unknown }[] = [];
  const unexpected: string[] = [];
  const real = globalThis.fetch;
  const routes = Object.keys(answers).map((key) => {
    const [method, path] = key.split(' ') as [string, string];
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    return { key, method, names, pattern: new RegExp(`^/api/v1${path.replace(/:\w+/g, '([^/]+)')}$`) };
  });
  globalThis.fetch = (async (target: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(target), 'http://studio.test');
    const method = init?.method ?? 'GET';
    for (const { key, method: wanted, names, pattern } of routes) {
      const match = wanted === method && pattern.exec(url.pathname);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1]!)]));
      const call = { route: key, params, query: Object.fromEntries(url.searchParams), body: init?.body ? JSON.parse(String(init.body)) : undefined };
      calls.push(call);
      const answer = (answers as Record<string, (input: Parts) => unknown>)[key]!(call);
      if (answer === UNREACHABLE) throw new TypeError('fetch failed');
      if (answer instanceof Refusal) return respond(answer.status, { code: answer.code, message: answer.code, details: answer.details }, answer.headers);
      return answer === undefined ? respond(204) : respond(200, answer);
    }
    unexpected.push(`${method} ${url.pathname}`);
    throw new Error(`Nobody expected ${method} ${url.pathname}`);
  }) as typeof fetch;
  return {
    calls,
    /** Bodies sent to one route, oldest first. */
    sent: (route: RouteKey) => calls.filter((call) => call.route === route).map(({ body }) => body),
    stop() {
      globalThis.fetch = real;
      expect(unexpected).toEqual([]);
    },
  };
}

/** jsdom has no `Response`; this is the part of it that the client reads. */
function respond(status: number, body?: unknown, headers: Record<string, string> = {}): Response {
  const all = new Map(Object.entries({ ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }));
  return { ok: status < 400, status, statusText: String(status), headers: { get: (name: string) => all.get(name.toLowerCase()) ?? null }, json: async () => structuredCloneSafe(body) } as unknown as Response;
}
const structuredCloneSafe = (value: unknown) => (value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown));
