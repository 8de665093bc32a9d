import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** Whether suites can start a Redis of their own here. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  url: string;
  /** As a power cut: no last save. */
  kill(): Promise<void>;
  /** Start again on the same data and address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis of its own on a Unix socket, with the settings production asks for (append-only file, no eviction). */
export async function startTestRedis(settings: string[] = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-redis-'));
  const socket = join(folder, 's');
  let server = await launch(folder, socket, settings);
  const ended = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once('exit', () => resolve());
      server.kill(signal);
    });
  return {
    url: socket,
    kill: () => ended('SIGKILL'),
    async restart() {
      server = await launch(folder, socket, settings);
    },
    async stop() {
      await ended('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(folder: string, socket: string, settings: string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', ...settings], { stdio: 'ignore' });
  const redis = new Redis(socket, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
  return server;
}
