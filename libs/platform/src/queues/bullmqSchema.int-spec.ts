import { createEmptyDatabase } from '@chatloom/test/database';
import { Client, type PoolClient } from 'pg';
import { correctedPromotion, prepareBullmqSchema } from './bullmqSchema';

describe('the correction of BullMQ on PostgreSQL', () => {
  let database: { url: string; drop(): Promise<void> };
  const connect = async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    return client as unknown as PoolClient & Client;
  };
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  it('is put in once, however many processes start at the same moment, and stays at the next start', async () => {
    const clients = await Promise.all([connect(), connect(), connect()]);
    await Promise.all(clients.map((client) => prepareBullmqSchema(client)));
    const body = async () => (await (clients[0] as Client).query(`SELECT prosrc FROM pg_proc WHERE proname = 'move_to_active'`)).rows.map((row) => row.prosrc as string);
    const [first, ...others] = await body();
    expect(others).toEqual([]);
    expect(first).toMatch(/LIMIT 200\s+FOR UPDATE SKIP LOCKED/);
    await prepareBullmqSchema(clients[1] as PoolClient);
    expect(await body()).toEqual([first]);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('lets two sessions promote overlapping due jobs side by side: one does not wait for the other', async () => {
    const [one, two] = [await connect(), await connect()];
    await prepareBullmqSchema(one);
    for (const client of [one, two]) await client.query(`SET search_path TO bullmq; SET statement_timeout = 3000`);
    await one.query(`
      INSERT INTO job (queue, id, seq, name, state, added_at_ms, process_at_ms)
      SELECT 'timers', 'j' || n, n, 'bell', 'delayed', 0, n FROM generate_series(1, 300) n`);
    await one.query('BEGIN');
    const claim = `SELECT id FROM move_to_active('timers', 'token', 10000, 5000, 'w', NULL, NULL)`;
    const first = await one.query(claim);
    // The stock function would wait here for the first transaction (and deadlock with it when orders differ).
    const second = await two.query(claim);
    await one.query('COMMIT');
    expect(new Set([first.rows[0]?.id, second.rows[0]?.id]).size).toBe(2);
    const { rows } = await one.query(`SELECT state, count(*)::int AS n FROM job GROUP BY state ORDER BY state::text`);
    expect(rows).toEqual([{ state: 'active', n: 2 }, { state: 'waiting', n: 298 }]);
    await one.end();
    await two.end();
  });

  it('claims by the index made for it although statistics would say that the queue is rare', async () => {
    const client = await connect();
    await prepareBullmqSchema(client);
    await client.query(`SET search_path TO bullmq`);
    await client.query(`
      INSERT INTO job (queue, id, seq, name, state, added_at_ms) SELECT 'other', 'o' || n, n, 'bell', 'waiting', 0 FROM generate_series(1, 5000) n;
      ANALYZE job`);
    await client.query(`INSERT INTO job (queue, id, seq, name, state, added_at_ms) SELECT 'timers', 'j' || n, n, 'bell', 'waiting', 0 FROM generate_series(1, 5000) n`);
    const { rows } = await client.query(
      `EXPLAIN SELECT id FROM job WHERE queue = 'timers' AND state = 'waiting' ORDER BY priority, seq FOR UPDATE SKIP LOCKED LIMIT 1`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan using job_ready_idx/);
    await client.end();
  });

  it('refuses a function it does not know, naming what to look at', () => {
    expect(() => correctedPromotion('\nBEGIN\n  -- another version\nEND;\n')).toThrow(/not the one of the pinned version 6\.7\.0 .*bullmqSchema\.ts/);
  });
});
