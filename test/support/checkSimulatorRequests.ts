import { hasLineDescription } from './lineDescriptionFolder';

/** The simulator shows so much of a request; longer ones cannot be read back. */
const SHOWN_CHARS = 16 * 1024;

interface ShownRequest {
  method: string;
  path: string;
  contentType?: string;
  request: string;
  retryKey?: string;
}

/**
 * What LINE's description says against the requests a simulator was sent, as its inspector shows them (the newest 500 of
 * each channel). Empty also when the description is not at hand.
 */
export async function checkSimulatorRequests(simulatorUrl: string): Promise<string[]> {
  if (!hasLineDescription) return [];
  const { lineDescription } = await import('./lineDescription');
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${simulatorUrl}/sim/v1${path}`)).json()) as T;
  const { channels } = await get<{ channels: { id: string }[] }>('/channels');
  const faults = new Set<string>();
  for (const { id } of channels) {
    const { requests } = await get<{ requests: ShownRequest[] }>(`/channels/${encodeURIComponent(id)}/requests`);
    for (const { method, path, contentType, request, retryKey } of requests) {
      if (request.length >= SHOWN_CHARS) continue;
      const body = { body: request, ...(retryKey !== undefined && { headers: { 'x-line-retry-key': retryKey } }), ...(contentType !== undefined && { contentType }) };
      for (const fault of lineDescription().faultsOf({ method, path, ...body })) faults.add(fault);
    }
  }
  return [...faults];
}
