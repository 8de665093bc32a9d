import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRedis {
  url: string;
  /** Forget everything, as an operator's mistake would. */
  flush(): Promise<void>;
  /** kill -9, then start again on the same port. */
  kill(): Promise<void>;
  /** An operator's command, e.g. `config set maxmemory 1`. @returns what Redis says to it */
  command(...words: string[]): string;
  stop(): Promise<void>;
}

/** Is there a Redis to try with? */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** A Redis of our own on a free port, with an append-only file and noeviction, in a throw-away folder. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-redis-'));
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    while (spawnSync('redis-cli', ['-p', String(port), 'ping']).stdout.toString().trim() !== 'PONG') await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await start();
  const end = async (signal: NodeJS.Signals) => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => void spawnSync('redis-cli', ['-p', String(port), 'flushall']),
    command: (...words) => spawnSync('redis-cli', ['-p', String(port), ...words]).stdout.toString().trim(),
    async kill() {
      await end('SIGKILL');
      await start();
    },
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
