import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { isPublicAddress } from './publicAddress';

export type FetchRefusal = 'forbiddenUrl' | 'forbiddenAddress' | 'tooManyRedirects' | 'tooLarge' | 'timeout' | 'network';

/** An outgoing request that was not made or not finished. `reason` decides; the message is for operators. */
export class GuardedFetchError extends Error {
  constructor(
    readonly reason: FetchRefusal,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GuardedFetchError';
  }
}

export interface GuardedRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface GuardedResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** After redirects. */
  url: string;
}

export interface GuardedFetcherOptions {
  /** `host` or `host:port`, lower case, that may be private. */
  allowHosts?: readonly string[];
  /** All of connecting, redirects and reading; default 10,000 ms. */
  timeoutMs?: number;
  /** After decompression; default 1 MiB. */
  maxBytes?: number;
  /** Default 3. */
  maxRedirects?: number;
  /** Name resolution; tests hand in hostile ones. */
  lookup?: LookupFunction;
}

const CREDENTIAL_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The client for addresses that somebody else chose (request nodes, files, outgoing webhooks). It refuses to talk to
 * anything but the open internet: the address is judged in the connection's own look-up, so a name that resolves
 * differently a moment later gains nothing; addresses written as numbers skip the look-up and are judged before.
 * http and https on their usual ports, no user info, every redirect judged anew, credentials dropped when the host
 * changes, no proxy variables (RELIABILITY 4.5).
 */
export class GuardedFetcher {
  private readonly guarded: Agent;
  private readonly free: Agent;
  private readonly allowed: ReadonlySet<string>;

  constructor(private readonly options: GuardedFetcherOptions = {}) {
    const lookup = options.lookup ?? (systemLookup as unknown as LookupFunction);
    this.allowed = new Set(options.allowHosts);
    this.guarded = new Agent({ connect: { timeout: 3_000, lookup: publicOnly(lookup) }, connections: 20, pipelining: 1 });
    this.free = new Agent({ connect: { timeout: 3_000, lookup }, connections: 20, pipelining: 1 });
  }

  /** @throws GuardedFetchError */
  async fetch(address: string, request: GuardedRequest = {}): Promise<GuardedResponse> {
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? 10_000);
    let url = this.judge(address);
    let { method = 'GET', body } = request;
    let headers = { ...request.headers };
    try {
      for (let redirects = 0; ; redirects += 1) {
        const dispatcher = this.isAllowed(url) ? this.free : this.guarded;
        const response = await fetch(url, { method, headers, body: body as never, redirect: 'manual', signal, dispatcher });
        const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
        if (location === null) return { status: response.status, headers: Object.fromEntries(response.headers), body: await this.read(response), url: url.href };
        await response.body?.cancel();
        if (redirects >= (this.options.maxRedirects ?? 3)) throw new GuardedFetchError('tooManyRedirects', `${url.host} redirects too often.`);
        const next = this.judge(location, url);
        if (next.host !== url.host) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIAL_HEADERS.has(name.toLowerCase())));
        if (response.status === 303 || ((response.status === 301 || response.status === 302) && method === 'POST')) {
          method = 'GET';
          body = undefined;
        }
        url = next;
      }
    } catch (error) {
      throw asRefusal(error, url.host);
    }
  }

  /** Close idle connections. */
  async close(): Promise<void> {
    await Promise.all([this.guarded.close(), this.free.close()]);
  }

  private judge(address: string, base?: URL): URL {
    let url: URL;
    try {
      url = new URL(address, base);
    } catch {
      throw new GuardedFetchError('forbiddenUrl', 'This is not a web address.');
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new GuardedFetchError('forbiddenUrl', 'Only http and https addresses may be called.');
    if (url.username !== '' || url.password !== '') throw new GuardedFetchError('forbiddenUrl', 'An address with a name or password in it may not be called.');
    if (this.isAllowed(url)) return url;
    if (url.port !== '') throw new GuardedFetchError('forbiddenUrl', 'Only the usual ports 80 and 443 may be called.');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw new GuardedFetchError('forbiddenAddress', `${host} is not on the open internet.`);
    return url;
  }

  private isAllowed(url: URL): boolean {
    return this.allowed.has(url.hostname) || this.allowed.has(url.host);
  }

  private async read(response: Response): Promise<Buffer> {
    const limit = this.options.maxBytes ?? 1_048_576;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > limit) throw new GuardedFetchError('tooLarge', `The answer is larger than ${limit} bytes.`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  }
}

/** A look-up that answers only when every address of the name is public: one private among them is an attack or a mistake. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = found as unknown as { address: string; family: number }[];
      const bad = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (bad || !first) return callback(new GuardedFetchError('forbiddenAddress', `${hostname} is not on the open internet.`) as NodeJS.ErrnoException, '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
}

function asRefusal(error: unknown, host: string): GuardedFetchError {
  // By name, not by class: a time-out is a DOMException, which is no Error everywhere.
  for (let cause = error as { name?: string; cause?: unknown } | undefined; cause; cause = cause.cause as typeof cause) {
    if (cause instanceof GuardedFetchError) return cause;
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') return new GuardedFetchError('timeout', `${host} did not answer in time.`, { cause: error });
  }
  return new GuardedFetchError('network', `${host} could not be reached.`, { cause: error });
}
