import type { Exchange } from '../support/lineDescription';

/**
 * Records what goes through the global `fetch` to LINE's side of the simulator at `url`, answers included. The SDK has no
 * other way out.
 */
export function recordFetch(url: string): { exchanges: Exchange[]; stop(): void } {
  const exchanges: Exchange[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const address = new URL(request.url);
    if (address.origin !== url || address.pathname.startsWith('/sim/')) return original(input, init);
    const body = Buffer.from(await request.clone().arrayBuffer());
    const response = await original(request);
    const isJson = response.headers.get('content-type') === 'application/json';
    exchanges.push({
      method: request.method,
      path: address.pathname + address.search,
      headers: Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('x-line-'))),
      status: response.status,
      ...(body.length > 0 && { body, contentType: request.headers.get('content-type') ?? '' }),
      ...(isJson && { answer: await response.clone().json() }),
    });
    return response;
  };
  return {
    exchanges,
    stop() {
      globalThis.fetch = original;
    },
  };
}
