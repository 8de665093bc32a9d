import { Lifecycle } from './lifecycle';
import { createLogger } from './logger';

const logger = createLogger({ level: 'silent' });

describe('coming and going', () => {
  it('starts the parts in order once the database is reached, and says meanwhile what it waits for', async () => {
    const lifecycle = new Lifecycle({ logger, graceMs: 1_000, longestPauseMs: 1 });
    const seen: string[] = [];
    let attempts = 0;
    lifecycle.register({ name: 'queues', start: () => void seen.push('queues') });
    lifecycle.register({ name: 'turns', start: () => void seen.push('turns') });
    expect(lifecycle.troubles()).toEqual(['Waiting for the database.']);
    await lifecycle.start(async () => {
      attempts += 1;
      seen.push(`database ${attempts}`);
      if (attempts < 3) throw new Error('refused');
    });
    expect(seen).toEqual(['database 1', 'database 2', 'database 3', 'queues', 'turns']);
    expect(lifecycle.state).toBe('ready');
    expect(lifecycle.troubles()).toEqual([]);
  });

  it('lets every part take nothing new before the first one stops, then stops them backwards', async () => {
    const lifecycle = new Lifecycle({ logger, graceMs: 1_000 });
    const seen: string[] = [];
    for (const name of ['queues', 'turns']) {
      lifecycle.register({ name, quiesce: () => void seen.push(`${name} quiet`), stop: () => void seen.push(`${name} stopped`) });
    }
    await lifecycle.start(async () => undefined);
    await lifecycle.stop();
    expect(seen).toEqual(['turns quiet', 'queues quiet', 'turns stopped', 'queues stopped']);
    expect(lifecycle.state).toBe('stopped');
  });

  it('stops the others although one fails, and does not wait for ever for one that hangs', async () => {
    const lifecycle = new Lifecycle({ logger, graceMs: 20 });
    const seen: string[] = [];
    lifecycle.register({ name: 'hanging', stop: () => new Promise(() => undefined) });
    lifecycle.register({ name: 'failing', stop: () => Promise.reject(new Error('no')) });
    lifecycle.register({ name: 'good', stop: () => void seen.push('good') });
    await lifecycle.start(async () => undefined);
    await lifecycle.stop();
    expect(seen).toEqual(['good']);
    expect(lifecycle.state).toBe('stopped');
  });

  it('gives up waiting for the database when it is told to stop', async () => {
    const lifecycle = new Lifecycle({ logger, graceMs: 10 });
    const started = lifecycle.start(() => Promise.reject(new Error('down')));
    await lifecycle.stop();
    await started;
    expect(lifecycle.state).toBe('stopped');
  });

  it('tells the trouble of a part', async () => {
    const lifecycle = new Lifecycle({ logger, graceMs: 10 });
    lifecycle.register({ name: 'queues', trouble: () => 'No bells ring.' });
    await lifecycle.start(async () => undefined);
    expect(lifecycle.troubles()).toEqual(['No bells ring.']);
  });
});
