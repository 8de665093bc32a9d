import type { HttpRequest, Transport } from '@chatloom/line';
import type { Exchange } from './lineDescription';
import { hasLineDescription } from './lineDescriptionFolder';

/**
 * For every suite that runs in Jest: each request our gateway makes, to whatever stands in for LINE, must be one LINE's
 * description knows. All of the gateway is made by one function, and this puts a recorder around the transport it is
 * given. The programs of the end-to-end suites are checked by what their simulator has recorded (`system.ts`).
 */
const GATEWAY = '../../libs/line/src/gateway';
const recorded: Exchange[] = [];

interface CallerOptions {
  apiBaseUrl: string;
  dataApiBaseUrl: string;
  fetcher?: Transport;
  limits?: { connections?: number; connectMs?: number };
}
type CallerModule = { createLineCaller(options: CallerOptions): unknown };
type TransportModule = { createTransport(options: { connections: number; connectMs: number }): Transport };

if (hasLineDescription) {
  jest.mock(`${GATEWAY}/createLineCaller`, () => {
    const real = jest.requireActual<CallerModule>(`${GATEWAY}/createLineCaller`);
    const { createTransport } = jest.requireActual<TransportModule>(`${GATEWAY}/transport`);
    const createLineCaller: CallerModule['createLineCaller'] = (options) => {
      const { connections = 128, connectMs = 3_000 } = options.limits ?? {};
      return real.createLineCaller({ ...options, fetcher: recording(options.fetcher ?? createTransport({ connections, connectMs }), options) });
    };
    return { ...real, createLineCaller };
  });

  afterAll(async () => {
    if (recorded.length === 0) return;
    // Read only by suites that called: parsing the files takes a moment.
    const { lineDescription } = await import('./lineDescription');
    const description = lineDescription();
    expect([...new Set(recorded.flatMap((exchange) => description.faultsOf(exchange)))]).toEqual([]);
  });
}

function recording(inner: Transport, { apiBaseUrl, dataApiBaseUrl }: CallerOptions): Transport {
  const bases = [apiBaseUrl, dataApiBaseUrl].map((base) => new URL(base)).map(({ origin, pathname }) => ({ origin, path: pathname.replace(/\/+$/, '') }));
  return {
    request(request) {
      recorded.push(exchangeOf(request, bases.find(({ origin, path }) => origin === request.origin && request.path.startsWith(path))?.path ?? ''));
      return inner.request(request);
    },
    close: () => inner.close(),
  };
}

function exchangeOf({ method, path, headers = [], body }: HttpRequest, basePath: string): Exchange {
  const named: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) named[headers[at]!.toLowerCase()] = headers[at + 1]!;
  const contentType = named['content-type'];
  const ofLine = Object.fromEntries(Object.entries(named).filter(([name]) => name.startsWith('x-line-')));
  return { method, path: path.slice(basePath.length), headers: ofLine, ...(contentType !== undefined && { contentType }), ...(body !== undefined && { body }) };
}
