import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from './embeddedPostgres';

const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL', () => {
  let parent: string;
  const running: EmbeddedPostgres[] = [];
  const start = async (folder: string, onEvent?: (event: string) => void, volatile = true) => {
    const postgres = await EmbeddedPostgres.start({ folder, searchFrom: process.cwd(), volatile, onEvent });
    running.push(postgres);
    return postgres;
  };
  const ask = async <T>(url: string, sql: string): Promise<T> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows[0] as T;
    } finally {
      await client.end();
    }
  };

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'chatloom-pg-'));
    chmodSync(parent, 0o755);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
    rmSync(parent, { recursive: true, force: true });
  });

  it('is made in an empty folder, speaks no TCP, asks for a password, checks its pages, and keeps data over a stop', async () => {
    const first = await start(join(parent, 'pg'));
    await ask(first.url, `CREATE TABLE kept AS SELECT 'tea' AS drink`);
    expect(await ask(first.url, `SELECT current_setting('listen_addresses') AS tcp, current_setting('data_checksums') AS sums, current_setting('max_wal_size') AS wal`)).toEqual({
      tcp: process.platform === 'win32' ? '127.0.0.1' : '',
      sums: 'on',
      wal: '256MB',
    });
    const passwordFile = join(parent, 'pg/password');
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
    const withoutPassword = first.url.replace(readFileSync(passwordFile, 'utf8').trim(), 'guess');
    await expect(ask(withoutPassword, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await first.stop();
    expect(first.pid).toBeNull();

    const second = await start(join(parent, 'pg'));
    expect(await ask(second.url, 'SELECT drink FROM kept')).toEqual({ drink: 'tea' });
  });

  it('left alone by a killed process is adopted, not started twice', async () => {
    const first = await start(join(parent, 'pg'));
    const { pid } = first;
    // A process that died without leaving: its mark stays.
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('exit', resolve));
    writeFileSync(join(parent, 'pg/attached', String(dead.pid)), '');
    const events: string[] = [];
    const second = await start(join(parent, 'pg'), (event) => events.push(event));
    expect(second.pid).toBe(pid);
    expect(events).toEqual(['adopted']);
  });

  it('stays up while another living process uses it, and goes down with the last one', async () => {
    const postgres = await start(join(parent, 'pg'));
    const { pid } = postgres;
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    writeFileSync(join(parent, 'pg/attached', String(other.pid)), '');
    await postgres.stop();
    expect(postgres.pid).toBe(pid);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill();
    await ended;
    const last = await start(join(parent, 'pg'));
    await last.stop();
    expect(last.pid).toBeNull();
  });

  it('killed while we run is started again with its data', async () => {
    let restarted: () => void = () => undefined;
    const isBack = new Promise<void>((resolve) => {
      restarted = resolve;
    });
    const postgres = await start(join(parent, 'pg'), (event) => event === 'restarted' && restarted(), false);
    await ask(postgres.url, `CREATE TABLE kept AS SELECT 1 AS one`);
    const killed = postgres.pid as number;
    process.kill(killed, 'SIGKILL');
    await isBack;
    expect(postgres.pid).not.toBe(killed);
    expect(await ask(postgres.url, 'SELECT one FROM kept')).toEqual({ one: 1 });
  }, 30_000);

  it('with data of another major version is refused with what to do, and the data is not touched', async () => {
    const data = join(parent, 'pg/data');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, 'PG_VERSION'), '9\n');
    await expect(EmbeddedPostgres.start({ folder: join(parent, 'pg'), searchFrom: process.cwd() })).rejects.toThrow(
      /was made by PostgreSQL 9, and only PostgreSQL .* is here\. Dump it with the old version/,
    );
    expect(readFileSync(join(data, 'PG_VERSION'), 'utf8')).toBe('9\n');
  });

  it('begins anew after an initialisation that was cut off', async () => {
    const data = join(parent, 'pg/data');
    mkdirSync(join(data, 'base'), { recursive: true, mode: 0o700 });
    writeFileSync(join(data, 'postgresql.conf'), 'half a fi');
    const postgres = await start(join(parent, 'pg'));
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });

  it('takes over the lock of a process that died while starting', async () => {
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('exit', resolve));
    mkdirSync(join(parent, 'pg'));
    writeFileSync(join(parent, 'pg/lock'), String(dead.pid));
    const postgres = await start(join(parent, 'pg'));
    expect(postgres.pid).toBeGreaterThan(0);
  });

  it('thrown away is stopped and removed although the last process to use it was killed', async () => {
    const folder = join(parent, 'pg');
    const postgres = await EmbeddedPostgres.start({ folder, searchFrom: process.cwd(), volatile: true, throwAway: true });
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    writeFileSync(join(folder, `attached/${other.pid}-other`), '');
    await postgres.stop();
    expect(postgres.pid).toBeGreaterThan(0);
    other.kill('SIGKILL');
    while (existsSync(folder)) await new Promise((resolve) => setImmediate(resolve));
    expect(postgres.pid).toBeNull();
  });

  if (isRoot) {
    it('started by root below a closed folder (a checkout under /root) runs as another user, elsewhere, and a throw-away one leaves nothing there', async () => {
      chmodSync(parent, 0o700);
      const options = { folder: join(parent, 'pg'), searchFrom: process.cwd(), volatile: true, throwAway: true };
      const postgres = await EmbeddedPostgres.start(options);
      running.push(postgres);
      expect(postgres.dataFolder.startsWith(parent)).toBe(false);
      expect(statSync(postgres.dataFolder).uid).toBeGreaterThan(0);
      expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
      const again = await EmbeddedPostgres.start(options);
      running.push(again);
      expect(again.dataFolder).toBe(postgres.dataFolder);
      await postgres.stop();
      await again.stop();
      expect(existsSync(postgres.dataFolder)).toBe(false);
    }, 30_000);
  }
});
