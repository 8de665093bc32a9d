/**
 * Machines that fetch a page before, or without, anybody tapping: LINE's own preview (`facebookexternalhit/1.1;line-poker/1.0`), others' previews,
 * crawlers, and browsers that load ahead. What cannot be told apart counts as a person.
 */
export function isPerson(request: { method: string; headers: Readonly<Record<string, string | string[] | undefined>> }): boolean {
  if (request.method !== 'GET') return false;
  const { 'user-agent': agent, purpose, 'sec-purpose': secPurpose, 'x-moz': moz } = request.headers;
  if ([purpose, secPurpose, moz].some((value) => /prefetch|preview/i.test(String(value ?? '')))) return false;
  return typeof agent === 'string' && agent !== '' && !/line-poker|facebookexternalhit|(?<!cu)bot\b|crawl|spider|slurp|preview|curl|wget|python|headless|http-client/i.test(agent);
}
