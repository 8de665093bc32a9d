import { type ChildProcess, fork } from 'node:child_process';

export interface RuntimeEnv {
  entry: string;
  databaseUrl: string;
  lineUrl: string;
  channel: { id: string; botId: string; secret: string };
  redisUrl?: string;
  queuePrefix: string;
  /** What each process needs besides, e.g. to live under a clock of its own. */
  more?: (index: number) => Record<string, string>;
}

const LONGEST_ARMED_LIFE_MS = 2_000;

/** Runtimes that are killed and come back, and where each listens at the moment. */
export class Processes {
  readonly ports: (number | null)[];
  kills = 0;
  cleanEnds = 0;
  private readonly children: (ChildProcess | null)[];
  private ended = false;

  /** @param crashPoints what to arm the next life of process `i` with; `null` for a life without an armed point */
  constructor(
    private readonly env: RuntimeEnv,
    count: number,
    private readonly crashPoints: (index: number) => string | null,
  ) {
    this.ports = Array.from({ length: count }, () => null);
    this.children = Array.from({ length: count }, () => null);
    for (let i = 0; i < count; i++) this.launch(i);
  }

  /** From now on those who die come back without armed points; `restart` also replaces those that are alive. */
  async calm(): Promise<void> {
    this.armed = false;
    for (const [i, child] of this.children.entries()) {
      if (child && this.isArmed.has(i)) await this.end(i, 'SIGKILL');
    }
  }

  /** Resolves when each of them takes webhooks. */
  async allListening(): Promise<void> {
    while (this.ports.includes(null)) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Let one end by a signal; it comes back by itself. */
  async end(index: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.children[index];
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async stop(): Promise<void> {
    this.ended = true;
    for (const child of this.children) child?.kill('SIGKILL');
  }

  private armed = true;
  private readonly isArmed = new Set<number>();

  private launch(index: number): void {
    if (this.ended) return;
    const points = this.armed ? this.crashPoints(index) : null;
    if (points === null) this.isArmed.delete(index);
    else this.isArmed.add(index);
    const { entry, databaseUrl, lineUrl, channel, redisUrl, queuePrefix, more } = this.env;
    const child = fork(entry, [], {
      env: {
        PATH: process.env['PATH'], DATABASE_URL: databaseUrl, LINE_URL: lineUrl, FAULT_CHANNEL: JSON.stringify(channel), QUEUE_PREFIX: queuePrefix,
        LOG_LEVEL: process.env['FAULT_LOG'] ?? 'silent', ...(redisUrl ? { REDIS_URL: redisUrl } : {}), ...(points === null ? {} : { CRASH_POINTS: points }), ...more?.(index),
      },
    });
    this.children[index] = child;
    // A point that is rarely passed must not keep a life going: death comes at a random moment instead.
    let longest: NodeJS.Timeout | null = null;
    child.on('message', (message: { type: string; port?: number }) => {
      if (message.type === 'listening') this.ports[index] = message.port!;
      if (message.type === 'ready' && points !== null) longest = setTimeout(() => child.kill('SIGKILL'), LONGEST_ARMED_LIFE_MS * (0.5 + Math.random() / 2));
    });
    child.once('exit', (_code, signal) => {
      if (longest) clearTimeout(longest);
      this.ports[index] = null;
      this.children[index] = null;
      if (signal === 'SIGKILL') this.kills++;
      else this.cleanEnds++;
      this.launch(index);
    });
  }
}
