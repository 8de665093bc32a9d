import { createEmptyDatabase } from '@chatloom/test/database';
import { hasRedis, startTestRedis } from '@chatloom/test/redis';
import { BETWEEN_LOOKS_MS } from '@chatloom/test/until';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createLogger } from '../logger';
import { Metrics } from '../metrics';
import { type BullBackend, BullJobQueue } from './bullJobQueue';
import type { RungBell } from './jobQueue';

const logger = createLogger({ level: 'silent' });

/** Everything below must hold on both backends. */
interface Backend {
  options(): BullBackend;
  /** Forget all jobs, as a flushed Redis or an emptied table does. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

const backends: Record<string, () => Promise<Backend>> = {
  postgres: async () => {
    const database = await createEmptyDatabase();
    return {
      options: () => ({ kind: 'postgres', url: database.url }),
      async empty() {
        const client = new Client({ connectionString: database.url });
        await client.connect();
        await client.query('TRUNCATE bullmq.job CASCADE');
        await client.end();
      },
      stop: () => database.drop(),
    };
  },
};
if (hasRedis) {
  backends['redis'] = async () => {
    const redis = await startTestRedis();
    return {
      options: () => ({ kind: 'redis', url: redis.url, allowVolatile: false }),
      async empty() {
        const client = new Redis(redis.url);
        await client.flushall();
        client.disconnect();
      },
      stop: () => redis.stop(),
    };
  };
} else {
  console.info('redis-server is not on the PATH: the job queue is tried on PostgreSQL only.');
}

/** Collects bells and lets a test wait for a number of them. */
class Ear {
  readonly heard: RungBell[] = [];
  private readonly waiting: { count: number; resolve: () => void }[] = [];

  hear(bell: RungBell): void {
    this.heard.push(bell);
    for (const one of this.waiting) if (this.heard.length >= one.count) one.resolve();
  }
  count(count: number): Promise<void> {
    if (this.heard.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }
  get ids(): string[] {
    return this.heard.map((bell) => bell.id).sort();
  }
}

describe.each(Object.keys(backends))('the job queue on %s', (kind) => {
  let backend: Backend;
  const opened: BullJobQueue[] = [];
  const make = (works = true) => {
    const queue = new BullJobQueue({ backend: backend.options(), works, logger, metrics: new Metrics(), probeEveryMs: 0 });
    opened.push(queue);
    return queue;
  };

  beforeEach(async () => {
    backend = await (backends[kind] as () => Promise<Backend>)();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.stop()));
    await backend.stop();
  });

  it('rings a bell with its payload, once', async () => {
    const ear = new Ear();
    const queue = make();
    queue.handle('timers', async (bell) => ear.hear(bell));
    await queue.start();
    await queue.ring('timers', { id: 'due:2026-11-21T10:00', payload: { bucket: 7 } });
    await ear.count(1);
    expect(ear.heard).toEqual([{ id: 'due:2026-11-21T10:00', payload: { bucket: 7 } }]);
  });

  it('takes rings with the same id as one while the first waits, and rings again afterwards', async () => {
    const ear = new Ear();
    const ringer = make(false);
    await ringer.start();
    await ringer.ring('outbox', { id: 'channel-1' });
    await ringer.ring('outbox', { id: 'channel-1' });
    await ringer.ring('outbox', { id: 'channel-2' });
    const worker = make();
    worker.handle('outbox', async (bell) => ear.hear(bell));
    await worker.start();
    await ear.count(2);
    expect(ear.ids).toEqual(['channel-1', 'channel-2']);
    await worker.stop();
    await ringer.ring('outbox', { id: 'channel-1' });
    const second = make();
    second.handle('outbox', async (bell) => ear.hear(bell));
    await second.start();
    await ear.count(3);
    expect(ear.ids).toEqual(['channel-1', 'channel-1', 'channel-2']);
  });

  it('rings not before its time, also for a fraction of a millisecond', async () => {
    const ear = new Ear();
    const queue = make();
    let rangAt = 0;
    queue.handle('timers', async (bell) => {
      rangAt = Date.now();
      ear.hear(bell);
    });
    await queue.start();
    const dueAt = Date.now() + 300.4;
    await queue.ring('timers', { id: 'later', dueAt });
    await ear.count(1);
    expect(rangAt).toBeGreaterThanOrEqual(Math.floor(dueAt) - 1);
  });

  it('rings again when the handler throws, also with an error text no database can store', async () => {
    const ear = new Ear();
    const queue = make();
    let tries = 0;
    queue.handle('campaign', async (bell) => {
      tries += 1;
      if (tries < 3) throw new Error('broken \0 text \ud800');
      ear.hear(bell);
    });
    await queue.start();
    await queue.ring('campaign', { id: 'again' });
    await ear.count(1);
    expect(tries).toBe(3);
  });

  it('stores payloads with NUL and lone surrogates by replacing those', async () => {
    const ear = new Ear();
    const queue = make();
    queue.handle('timers', async (bell) => ear.hear(bell));
    await queue.start();
    await queue.ringAll('timers', [{ id: 'a', payload: { text: 'x\0y' } }, { id: 'b', payload: { text: '\udc00' } }]);
    await ear.count(2);
    expect(ear.heard.map((bell) => bell.payload['text']).sort()).toEqual(['x\ufffdy', '\ufffd'].sort());
  });

  it('sets thousands of bells in one go, and all of them ring once over two workers', async () => {
    const ear = new Ear();
    const workers = [make(), make()];
    for (const worker of workers) worker.handle('campaign', async (bell) => ear.hear(bell), { concurrency: 20 });
    await Promise.all(workers.map((worker) => worker.start()));
    const bells = Array.from({ length: 2_500 }, (_, index) => ({ id: `chunk-${index}`, payload: { index } }));
    await (workers[0] as BullJobQueue).ringAll('campaign', [...bells, ...bells.slice(0, 10)]);
    await ear.count(2_500);
    expect(new Set(ear.ids).size).toBe(2_500);
  }, 60_000);

  it('promotes many bells due at once from several workers without losing or repeating one', async () => {
    const ear = new Ear();
    const workers = [make(), make(), make()];
    for (const worker of workers) worker.handle('timers', async (bell) => ear.hear(bell), { concurrency: 10 });
    await Promise.all(workers.map((worker) => worker.start()));
    const dueAt = Date.now() + 400;
    await (workers[0] as BullJobQueue).ringAll('timers', Array.from({ length: 900 }, (_, index) => ({ id: `t${index}`, dueAt: dueAt + (index % 3) })));
    await ear.count(900);
    expect(new Set(ear.ids).size).toBe(900);
  }, 60_000);

  it('goes on after all its jobs were lost', async () => {
    const ear = new Ear();
    const queue = make();
    queue.handle('timers', async (bell) => ear.hear(bell));
    await queue.start();
    await queue.ring('timers', { id: 'lost', delayMs: 60_000 });
    await backend.empty();
    await queue.ring('timers', { id: 'found' });
    await ear.count(1);
    expect(ear.ids).toEqual(['found']);
  });

  it('finishes the bell it is handling before it stops, and leaves the next one to others', async () => {
    const queue = make();
    const began = new Ear();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let finished = false;
    queue.handle(
      'maintenance',
      async (bell) => {
        began.hear(bell);
        await held;
        finished = true;
      },
      { concurrency: 1 },
    );
    await queue.start();
    await queue.ring('maintenance', { id: 'first' });
    await began.count(1);
    const stopped = queue.stop();
    release();
    await stopped;
    expect(finished).toBe(true);

    const ringer = make(false);
    await ringer.start();
    await ringer.ring('maintenance', { id: 'second' });
    expect(began.ids).toEqual(['first']);
    const other = make();
    const ear = new Ear();
    other.handle('maintenance', async (bell) => ear.hear(bell));
    await other.start();
    await ear.count(1);
    expect(ear.ids).toEqual(['second']);
  });

  it('refuses to ring before it is open, and a handler after', async () => {
    const queue = make();
    await expect(queue.ring('timers', { id: 'x' })).rejects.toThrow('not open');
    await queue.start();
    expect(() => queue.handle('timers', async () => undefined)).toThrow('too late');
  });

  it('starts at the second attempt when its backend was away at the first', async () => {
    const options = backend.options();
    const queue = new BullJobQueue({ backend: options, works: true, logger, metrics: new Metrics(), probeEveryMs: 0 });
    opened.push(queue);
    const { url } = options;
    options.url = kind === 'redis' ? '/nonexistent/s' : 'postgres://x:y@localhost/none?host=%2Fnonexistent';
    const ear = new Ear();
    queue.handle('timers', async (bell) => ear.hear(bell));
    await expect(queue.start()).rejects.toThrow();
    options.url = url;
    await queue.start();
    await queue.ring('timers', { id: 'late' });
    await ear.count(1);
    expect(ear.ids).toEqual(['late']);
  });
});

if (hasRedis) {
  describe('a Redis that may forget', () => {
    it('is refused with what to set, and taken when that is allowed', async () => {
      const redis = await startTestRedis(['--appendonly', 'no', '--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru']);
      const strict = new BullJobQueue({ backend: { kind: 'redis', url: redis.url, allowVolatile: false }, works: true, logger, metrics: new Metrics() });
      await expect(strict.start()).rejects.toThrow(/append-only file is off; its eviction policy is allkeys-lru/);
      const lenient = new BullJobQueue({ backend: { kind: 'redis', url: redis.url, allowVolatile: true }, works: true, logger, metrics: new Metrics() });
      await lenient.start();
      expect(lenient.trouble()).toBeNull();
      await lenient.stop();
      await redis.stop();
    });

    it('killed and started again is used again by workers that ran before', async () => {
      const redis = await startTestRedis();
      const queue = new BullJobQueue({ backend: { kind: 'redis', url: redis.url, allowVolatile: false }, works: true, logger, metrics: new Metrics() });
      const ear = new Ear();
      queue.handle('timers', async (bell) => ear.hear(bell));
      await queue.start();
      await redis.kill();
      await expect(queue.ring('timers', { id: 'away' })).rejects.toThrow();
      await redis.restart();
      const client = new Redis(redis.url);
      await once(client, 'ready');
      client.disconnect();
      await ringUntilStored(queue);
      await ear.count(1);
      await queue.stop();
      await redis.stop();
    });
  });
}

/** The client reconnects in its own time; until then rings are refused, as their callers expect. */
async function ringUntilStored(queue: BullJobQueue): Promise<void> {
  for (;;) {
    try {
      return await queue.ring('timers', { id: 'back' });
    } catch {
      await pause(BETWEEN_LOOKS_MS);
    }
  }
}
