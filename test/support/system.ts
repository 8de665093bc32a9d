import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkSimulatorRequests } from './checkSimulatorRequests';
import { createEmptyDatabase } from './database';

const root = resolve(__dirname, '../..');
/** Where the processes of a suite write their log and the browser its pictures. */
export const RESULTS_FOLDER = join(root, 'test-results');

/** The whole system as `npm start` runs it, for one suite: built programs, free ports, a database of its own. */
export interface RunningSystem {
  /** The one address to open, `http://localhost:…`. */
  url: string;
  /** The one-time link of the first visit. */
  setupUrl: string;
  simulatorUrl: string;
  /**
   * Stops both programs and drops database and data folder.
   * @throws when a request the server made of LINE is none LINE's description knows
   */
  stop(): Promise<void>;
}

/**
 * Starts simulator and server out of `dist`, which is built first when a source changed.
 * @param name of the suite, for its log in `test-results`
 * @throws Error with the end of the log when a program ends before it is ready
 */
export async function startSystem(name: string, env: Record<string, string> = {}): Promise<RunningSystem> {
  buildOnce();
  mkdirSync(RESULTS_FOLDER, { recursive: true });
  const log = join(RESULTS_FOLDER, `${name}.log`);
  const dataFolder = mkdtempSync(join(tmpdir(), 'chatloom-e2e-'));
  const database = await createEmptyDatabase();
  const programs: Program[] = [];
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await database.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const simulator = new Program('simulator', log, { PORT: '0' });
    programs.push(simulator);
    const simulatorUrl = await simulator.printed(/LINE simulator on (\S+)/);
    const server = new Program('server', log, {
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      DATA_DIR: dataFolder,
      SIMULATOR_URL: simulatorUrl,
      // Also channels connected as real ones: no test ever calls LINE itself.
      LINE_API_BASE_URL: simulatorUrl,
      LINE_DATA_API_BASE_URL: simulatorUrl,
      LOG_LEVEL: 'warn',
      ...env,
    });
    programs.push(server);
    const setupUrl = await server.ready();
    return {
      url: new URL(setupUrl).origin,
      setupUrl,
      simulatorUrl,
      stop: async () => {
        const faults = await checkSimulatorRequests(simulatorUrl).finally(stop);
        if (faults.length > 0) throw new Error(`Requests to LINE that its description does not know:\n${faults.join('\n')}`);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

let isBuilt = false;

/** Under `npm test` everything is built already and this only compares; alone it builds what changed. */
export function buildOnce(): void {
  if (isBuilt) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['apps/cli/build.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}\n${stderr}`);
  isBuilt = true;
}

/** One of our programs as a child process. */
class Program {
  private readonly child: ChildProcess;
  private output = '';
  private readonly listeners = new Set<() => void>();
  private readyUrl: string | undefined;

  constructor(
    private readonly name: string,
    log: string,
    env: Record<string, string>,
  ) {
    // Only what a program needs: settings of whoever runs the tests must not decide how they end.
    const { PATH, HOME, TZ, LANG } = process.env;
    this.child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', name, 'main.js')], {
      env: { PATH, HOME, TZ, LANG, ...env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const file = createWriteStream(log, { flags: 'a' });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        file.write(text);
        this.output += text;
        this.tell();
      });
    }
    this.child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type === 'ready') this.readyUrl = message.url;
      this.tell();
    });
    this.child.on('exit', () => {
      file.end();
      this.tell();
    });
  }

  /** What the pattern's first group finds in the output. */
  printed(pattern: RegExp): Promise<string> {
    return this.until(() => pattern.exec(this.output)?.[1]);
  }

  /** The address told when everything works. */
  ready(): Promise<string> {
    return this.until(() => this.readyUrl);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((done) => this.child.once('exit', () => done()));
    this.child.kill('SIGTERM');
    await ended;
  }

  private until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((found, failed) => {
      const check = () => {
        const value = look();
        if (value === undefined && this.child.exitCode === null && this.child.signalCode === null) return;
        this.listeners.delete(check);
        if (value === undefined) failed(new Error(`The ${this.name} ended before it was ready:\n${this.output.slice(-4000)}`));
        else found(value);
      };
      this.listeners.add(check);
      check();
    });
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
