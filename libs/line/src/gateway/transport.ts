import { Pool } from 'undici';
import type { Dispatcher } from 'undici';

/** One HTTP request to LINE. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Scheme, host and port. */
  origin: string;
  /** Path with query. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body?: string | Buffer;
  /** Connect, send, wait and read, all together; ms. */
  totalMs: number;
  /** Bytes of the answer's body that are kept; an answer with more is cut there. */
  maxResponseBytes: number;
}

/** What came back. */
export interface HttpAnswer {
  status: number;
  body: Buffer;
  /** False when the body was cut: too large, too slow, or the connection broke while it was read. */
  complete: boolean;
  /** Set when it was cut for its size. */
  tooLarge?: true;
  contentType?: string;
  /** `x-line-request-id` */
  requestId?: string;
  /** `x-line-accepted-request-id`, only on a retry-key hit. */
  acceptedRequestId?: string;
  /** `retry-after` in ms, when a proxy sends one; LINE documents none. */
  retryAfterMs?: number;
}

/** No answer came. `mayHaveArrived` is false only when nothing of the request left this process. */
export class TransportFailure extends Error {
  constructor(
    readonly reason: string,
    readonly mayHaveArrived: boolean,
  ) {
    super(`LINE did not answer: ${reason}`);
    this.name = 'TransportFailure';
  }
}

/**
 * Performs requests; the gateway's door to the network, replaceable in tests.
 * Rejects with `TransportFailure` only; an answer with any status resolves.
 */
export interface Transport {
  request(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Connections to one host at most. */
  connections: number;
  connectMs: number;
}

/**
 * Keep-alive connections on undici, one request at a time each: a request behind another one's slow answer would wait,
 * and a broken connection would make several replies unknown instead of one.
 */
export function createTransport(options: TransportOptions): Transport {
  const pools = new Map<string, Pool>();
  const poolFor = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: options.connections,
        pipelining: 1,
        connect: { timeout: options.connectMs },
        // The exchange's own deadline covers both; undici's count silence, not slowness.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      pools.set(origin, pool);
    }
    return pool;
  };
  return {
    request: (request) => new Promise((resolve, reject) => new Exchange(request, resolve, reject).start(poolFor(request.origin))),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

/** One request and its answer: undici's handler, deadline and size cap in a single object, because this path is hot. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private answer: HttpAnswer | undefined;
  private chunks: Buffer[] = [];
  private received = 0;
  private settled = false;
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly request: HttpRequest,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (failure: TransportFailure) => void,
  ) {}

  start(pool: Pool): void {
    const { origin, path, method, headers, body } = this.request;
    this.deadline = setTimeout(expire, this.request.totalMs, this);
    pool.dispatch({ origin, path, method, headers, body: body ?? null }, this);
  }

  /** The connection stands and the request is being written: from here on it may arrive. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.settled) controller.abort(new Error('given up'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    if (status < 200) return;
    const answer: HttpAnswer = { status, body: EMPTY, complete: true };
    const requestId = headers['x-line-request-id'];
    if (typeof requestId === 'string') answer.requestId = requestId;
    const contentType = headers['content-type'];
    if (typeof contentType === 'string') answer.contentType = contentType;
    const acceptedRequestId = headers['x-line-accepted-request-id'];
    if (typeof acceptedRequestId === 'string') answer.acceptedRequestId = acceptedRequestId;
    const retryAfter = headers['retry-after'];
    if (typeof retryAfter === 'string' && /^\d{1,6}$/.test(retryAfter)) answer.retryAfterMs = Number(retryAfter) * 1_000;
    this.answer = answer;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.received += chunk.length;
    if (this.received > this.request.maxResponseBytes) {
      if (this.answer) this.answer.tooLarge = true;
      return this.giveUp('answer too large');
    }
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.finish(true);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: string }): void {
    this.fail(error.code ?? error.message);
  }

  giveUp(reason: string): void {
    this.fail(reason);
    this.controller?.abort(new Error(reason));
  }

  private fail(reason: string): void {
    if (this.answer) return this.finish(false);
    if (this.settled) return;
    this.settle();
    this.reject(new TransportFailure(reason, this.controller !== undefined));
  }

  private finish(complete: boolean): void {
    if (this.settled) return;
    this.settle();
    const answer = this.answer!;
    answer.complete = complete;
    answer.body = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.resolve(answer);
  }

  private settle(): void {
    this.settled = true;
    clearTimeout(this.deadline);
  }
}

const EMPTY = Buffer.alloc(0);
const expire = (exchange: Exchange): void => exchange.giveUp('timeout');
