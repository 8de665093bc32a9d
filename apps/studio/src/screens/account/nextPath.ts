/**
 * Where to go after signing in: the page asked for before (`?next=/b/…`), only ever inside this site.
 * Anything that a browser could read as another site's address leads to the first page instead.
 */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const inside = /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next);
  return inside && !next.startsWith('/signin') && !next.startsWith('/setup') ? next : '/';
}
