import { createEmptyDatabase } from '@chatloom/test/database';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startServer } from './startServer';

describe('a server process', () => {
  let dataFolder: string;
  let database: { url: string; drop(): Promise<void> };
  const environment = (url: string, more: Record<string, string> = {}) => ({ PORT: '0', DATABASE_URL: url, DATA_DIR: dataFolder, LOG_LEVEL: 'silent', SETUP_TOKEN: 'set-up-token-of-a-test', ...more });

  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'chatloom-server-'));
    database = await createEmptyDatabase();
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

  it('started before its database listens, refuses what it could not store, and recovers by itself', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.drop();
    const server = await startServer(environment(database.url), { handleSignals: false });
    expect(await status(`${server.url}/health/live`)).toBe(200);
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({ code: 'notReady', message: 'Waiting for the database.' });
    const webhook = await fetch(`${server.url}/webhook/any`, { method: 'POST', body: '{"events":[]}' });
    expect(webhook.status).toBe(503);
    expect(webhook.headers.get('retry-after')).toBe('1');
    expect(await status(`${server.url}/api/v1/session`)).toBe(503);

    const admin = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    await server.ready;
    expect(await status(`${server.url}/health/ready`)).toBe(200);
    expect(await status(`${server.url}/webhook/any`, { method: 'POST', body: '{"events":[]}' })).toBe(404);
    await server.stop();
  }, 30_000);

  it('stops while it still waits for the database', async () => {
    await database.drop();
    const server = await startServer(environment(database.url), { handleSignals: false });
    await server.stop();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
  }, 30_000);

  it('answers bad bodies with a reason: too large, not JSON, another type, a prototype key', async () => {
    const server = await startServer(environment(database.url), { handleSignals: false });
    await server.ready;
    const send = async (path: string, body: string | Buffer, type = 'application/json') => {
      const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' }, body });
      return { status: response.status, ...((await response.json()) as { code: string; message: string; details: unknown[] }) };
    };
    expect((await send('/webhook/any', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'))).status).toBe(413);
    for (const answer of [
      await send('/api/v1/setup', '{"broken'),
      await send('/api/v1/setup', '{"__proto__": {"isAdmin": true}}'),
      await send('/api/v1/setup', 'token=x', 'application/x-www-form-urlencoded'),
    ]) {
      expect([400, 415]).toContain(answer.status);
      expect(answer.code).toMatch(/^[a-zA-Z]+$/);
      expect(answer.message).not.toBe('');
      expect(Array.isArray(answer.details)).toBe(true);
    }
    await server.stop();
  }, 30_000);

  it('runs its roles apart on one database: web takes webhooks without working, a worker works without a web app', async () => {
    const web = await startServer(environment(database.url, { ROLES: 'web' }), { handleSignals: false });
    const worker = await startServer(environment(database.url, { ROLES: 'worker' }), { handleSignals: false });
    await Promise.all([web.ready, worker.ready]);
    expect(await status(`${web.url}/health/ready`)).toBe(200);
    expect(await status(`${worker.url}/health/ready`)).toBe(200);
    expect(await status(`${worker.url}/webhook/any`, { method: 'POST', body: '{}' })).toBe(404);
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toContain('process_resident_memory_bytes');
    await Promise.all([web.stop(), worker.stop()]);
  }, 30_000);

  it('says in a sentence that its port is taken', async () => {
    const first = await startServer(environment(database.url), { handleSignals: false });
    const { port } = new URL(first.url);
    await expect(startServer(environment(database.url, { PORT: port }), { handleSignals: false })).rejects.toThrow(`PORT ${port} is taken by another program.`);
    await first.stop();
  }, 30_000);

  it('keeps its metrics for those with the token', async () => {
    const server = await startServer(environment(database.url, { METRICS_TOKEN: 'a-token-for-metrics' }), { handleSignals: false });
    expect(await status(`${server.url}/metrics`)).toBe(401);
    expect(await status(`${server.url}/metrics`, { headers: { authorization: 'Bearer a-token-for-metrics' } })).toBe(200);
    await server.stop();
  }, 30_000);
});
