import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Contestant } from './Contestant';

const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
/** LINE permits 2,000 replies a second per channel (FACTS §2), so a faster runtime is measured over several channels. */
const CHANNELS = 8;

/** Where bundles are and what they talk to. */
export interface ContestantParts {
  /** Folder with the bundled comparison bots. */
  benchFolder: string;
  /** The built server. */
  serverEntry: string;
  databaseUrl: string;
  lineUrl: string;
  dataDir: string;
  redisUrl?: string;
}

/** The bot written by hand, or the one without any database. */
export async function startComparison(name: 'handWrittenBot' | 'inMemoryBot', parts: ContestantParts): Promise<Contestant> {
  const child = fork(join(parts.benchFolder, name, 'main.js'), [], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATABASE_URL: parts.databaseUrl, LINE_API_BASE_URL: parts.lineUrl, CHANNEL_SECRET: SECRET, CHANNEL_TOKEN: 'token' },
  });
  const { port } = await message<{ port: number }>(child, (one) => 'port' in one);
  return { name, pid: child.pid!, targets: [{ host: '127.0.0.1', port, path: '/webhook', secret: SECRET }], stop: () => end(child) };
}

/** This runtime with an owner, a bot and channels, set up over its own REST API as anybody would. */
export interface StartedServer {
  pid: number;
  base: string;
  botId: string;
  targets: Contestant['targets'];
  /** Of the owner, for what `call` cannot ask: streams. */
  token: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export async function startServer(parts: Omit<ContestantParts, 'benchFolder'>): Promise<StartedServer> {
  const setupToken = 'bench-setup-token-0000';
  const child = fork(parts.serverEntry, [], {
    // For looking into it: BENCH_NODE_ARGS="--cpu-prof --cpu-prof-dir=/tmp/profiles".
    execArgv: process.env['BENCH_NODE_ARGS']?.split(' ') ?? [],
    env: {
      ...process.env, NODE_ENV: 'production', PORT: '0', DATABASE_URL: parts.databaseUrl, LINE_API_BASE_URL: parts.lineUrl, LINE_DATA_API_BASE_URL: parts.lineUrl, DATA_DIR: parts.dataDir,
      SETUP_TOKEN: setupToken, LOG_LEVEL: 'warn', ...(parts.redisUrl ? { REDIS_URL: parts.redisUrl, REDIS_ALLOW_VOLATILE: '1' } : {}),
    },
  });
  const { url } = await message<{ url: string }>(child, (one) => one['type'] === 'ready');
  const base = new URL(url).origin;
  let token = '';
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  token = (await call<{ token: string }>('POST', '/setup', { setupToken, email: 'ann@example.com', password: 'a long password for ann', issueToken: true })).token;
  const bot = await call<{ id: string }>('POST', '/bots', { name: 'Bench', timeZone: 'Asia/Taipei', language: 'en' });
  const targets = [];
  for (let i = 0; i < CHANNELS; i++) {
    const channel = await call<{ webhookUrl: string }>('POST', `/bots/${bot.id}/channels`, { name: `Channel ${i}`, channelSecret: SECRET, accessToken: `token-of-channel-${i}` });
    targets.push({ host: '127.0.0.1', port: Number(new URL(base).port), path: new URL(channel.webhookUrl).pathname, secret: SECRET });
  }
  return { pid: child.pid!, base, botId: bot.id, targets, token, call, stop: () => end(child) };
}

/** This runtime as a contestant: with a flow, published. */
export async function startChatloom(parts: ContestantParts): Promise<Contestant> {
  const { pid, botId, targets, call, stop } = await startServer(parts);
  const flow = await call<{ id: string }>('POST', `/bots/${botId}/flows`, { name: 'Count', document: COUNTING_FLOW });
  await call('POST', `/bots/${botId}/flows/${flow.id}/publish`, {});
  return { name: 'chatloom', pid, targets, stop };
}

/** Counts a person's messages and answers with the number: what the comparison bots do too. */
const COUNTING_FLOW = {
  formatVersion: 1,
  name: 'Count',
  language: 'en',
  nodes: {
    start: { type: 'messageTrigger', data: { messageTypes: ['text'], priority: 50, whileRunning: 'interrupt' } },
    count: { type: 'setField', data: { field: 'messages', from: 'expression', expression: 'has(field.messages) ? field.messages + 1 : 1' } },
    answer: { type: 'text', data: { text: 'Message number {{field.messages}}', ifTooLate: 'drop' } },
  },
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'count' },
    { id: 'e2', from: 'count', port: 'next', to: 'answer' },
  ],
  layout: { nodes: { start: { x: 0, y: 0 }, count: { x: 320, y: 0 }, answer: { x: 640, y: 0 } } },
};

function message<T>(child: ChildProcess, wanted: (message: Record<string, unknown>) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    child.on('message', (one: Record<string, unknown>) => wanted(one) && resolve(one as T));
    child.once('exit', (code) => reject(new Error(`The bot ended with code ${code} before it was ready.`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
