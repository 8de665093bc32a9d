import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Setup } from '@chatloom/accounts';
import { API_PREFIX } from '@chatloom/contract';
import type { Database } from '@chatloom/platform';
import { createTestDatabase } from './database';
import { startServer } from '../../apps/server/src/bootstrap/startServer';
import { schema } from '../../apps/server/src/schema';

export const SETUP_TOKEN = 'the set-up token of this test';
export const ANN = { email: 'ann@example.com', password: 'k3#vQ0z!x', name: 'Ann' };

/** An answer of the API: status, parsed body (undefined when empty), headers. */
export interface Answer {
  status: number;
  body: any;
  headers: Headers;
}
export interface Caller {
  /** `call('POST', '/bots', body)`, path below the API's prefix. */
  (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}
export interface ApiServer {
  url: string;
  app: NestFastifyApplication;
  database: Database;
  /** Calls without credentials. */
  anonymous: Caller;
  /** Calls with an API token. */
  withToken(token: string): Caller;
  /** The owner's token; makes the account at the first call. */
  owner(): Promise<Caller>;
  /** As if nobody had ever visited. */
  forgetPeople(): Promise<void>;
  /** Another process on the same database, as after a deployment. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole server on a free port with a database of its own, as `npm start` runs it. */
export async function startApiServer(env: Record<string, string> = {}): Promise<ApiServer> {
  const { database, url: databaseUrl, drop } = await createTestDatabase(schema);
  let server = await start();
  async function start() {
    const common = { PORT: '0', DATABASE_URL: databaseUrl, APP_SECRET: 'a key of at least thirty-two characters', SETUP_TOKEN, LOG_LEVEL: 'error', STOP_GRACE_MS: '5000', DATABASE_POOL_SIZE: '8' };
    const started = await startServer({ ...common, ...env }, { handleSignals: false });
    await started.ready;
    return started;
  }
  const callerWith =
    (fixed: Record<string, string>): Caller =>
    async (method, path, body, headers = {}) => {
      const response = await fetch(`${server.url}${API_PREFIX}${path}`, {
        method,
        headers: { ...fixed, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, body: text === '' ? undefined : isJson ? JSON.parse(text) : text, headers: response.headers };
    };
  const anonymous = callerWith({});
  const withToken = (token: string) => callerWith({ authorization: `Bearer ${token}` });
  let owner: Promise<Caller> | undefined;
  return {
    get url() {
      return server.url;
    },
    get app() {
      return server.app;
    },
    database,
    anonymous,
    withToken,
    owner: () => (owner ??= anonymous('POST', '/setup', { setupToken: SETUP_TOKEN, ...ANN, issueToken: true }).then(({ body }) => withToken(body.token))),
    async forgetPeople() {
      owner = undefined;
      await database.pg.run('TRUNCATE person, person_session, api_token, setup_token, bot_member, sign_in_throttle CASCADE');
      await server.app.get(Setup, { strict: false }).start();
    },
    async restart() {
      await server.stop();
      server = await start();
    },
    async stop() {
      await server.stop();
      await drop();
    },
  };
}
