/** A route: method and path with `:name` segments. */
export interface RouteKey {
  method: string;
  path: string;
}
export interface Match<T> {
  route: T;
  params: Record<string, string>;
}

/** Finds routes by method and path: fixed paths by one look-up, the others by their number of segments. */
export class Router<T extends RouteKey> {
  private readonly fixed = new Map<string, Match<T>>();
  private readonly patterns = new Map<string, { route: T; segments: string[] }[]>();

  constructor(routes: readonly T[]) {
    for (const route of routes) {
      if (!route.path.includes('/:')) {
        this.fixed.set(`${route.method} ${route.path}`, { route, params: {} });
        continue;
      }
      const segments = route.path.split('/');
      const key = `${route.method} ${segments.length}`;
      const list = this.patterns.get(key) ?? [];
      list.push({ route, segments });
      this.patterns.set(key, list);
    }
  }

  find(method: string, path: string): Match<T> | undefined {
    const fixed = this.fixed.get(`${method} ${path}`);
    if (fixed) return fixed;
    const given = path.split('/');
    for (const { route, segments } of this.patterns.get(`${method} ${given.length}`) ?? []) {
      const params = matchSegments(segments, given);
      if (params) return { route, params };
    }
    return undefined;
  }
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (!segment.startsWith(':')) {
      if (segment !== given[i]) return undefined;
      continue;
    }
    try {
      params[segment.slice(1)] = decodeURIComponent(given[i]!);
    } catch {
      return undefined;
    }
  }
  return params;
}
