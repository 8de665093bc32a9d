import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DriverApi } from './driver/driverApi';
import { LineApi } from './line/lineApi';
import { narrowcastJobs } from './line/narrowcast';
import { richMenuJobs } from './line/richMenus/links';
import type { Keep } from './world/channel';
import { newRequestId } from './world/ids';
import { openSnapshot } from './world/snapshot';
import { World } from './world/world';

export interface SimulatorOptions {
  /** 0 for any free one. */
  port: number;
  /** Default 127.0.0.1: the simulator has no passwords. */
  host?: string;
  /** The clock of outside; the simulator's own can be moved from there. */
  clock?: { now(): number };
  /** A file the state is kept in, so that chats survive a restart. */
  dataFile?: string;
  /** How much of the past is kept; default 200 bubbles per chat, 500 requests and 1,000 webhooks per channel. */
  keep?: Partial<Keep>;
}

export interface Simulator {
  /** Without a slash at the end; serves for api.line.me, api-data.line.me and `/sim/v1`. */
  url: string;
  port: number;
  /** Stops listening, cuts open connections, writes the data file. */
  close(): Promise<void>;
}

const DEFAULT_KEEP: Keep = { bubbles: 200, requests: 500, webhooks: 1_000 };
/** Longer than clients keep idle connections, so that none of them sends into one that is being closed. */
const IDLE_MS = 65_000;

/** Starts the stand-in for LINE. Rejects when the port is taken or the data file is not one of ours. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = new World(options.clock ?? { now: () => Date.now() }, { ...DEFAULT_KEEP, ...options.keep }, { ...richMenuJobs, ...narrowcastJobs });
  const snapshot = options.dataFile === undefined ? undefined : await openSnapshot(world, options.dataFile);
  const lineApi = new LineApi(world);
  const driverApi = new DriverApi(world);

  const server = createServer((request, response) => {
    const [path, search] = splitUrl(request.url ?? '/');
    const api = path.startsWith('/sim/') ? driverApi : lineApi;
    api.handle(request, response, path, search).catch((error: unknown) => fail(request, response, error));
  });
  server.keepAliveTimeout = IDLE_MS;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await world.close();
      await snapshot?.close();
    },
  };
}

function splitUrl(url: string): [path: string, search: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark)];
}

/** A fault of the simulator itself. A sender that broke off gets nothing, and is no fault. */
function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !response.headersSent && !request.complete) return;
  console.error('The simulator failed at', request.method, request.url, error);
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json', 'x-line-request-id': newRequestId() });
  response.end('{"message":"The simulator failed; see its log."}');
}
