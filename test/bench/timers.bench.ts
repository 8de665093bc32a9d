import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from './bots/startContestants';
import { cpuSeconds, databaseCpuSeconds, percentile, postmasterOf } from './driver/measure';
import { LineStandIn } from './driver/LineStandIn';
import { webhookBody, WebhookClient } from './driver/WebhookClient';

/**
 * `npm run bench -- --only=timers [--short]`: people who wait in a flow until the same second, while others write. Measured: how long until every timer was
 * taken, each once; what that cost in CPU time, which a busy machine changes less than the clock; and how long those who write wait for their answer
 * meanwhile, from the webhook sent to the reply at a stand-in for LINE.
 */
const short = process.argv.includes('--short');
const TIMERS = short ? 5_000 : 100_000;
const WRITERS = { people: 50, perSecond: 20, connections: 10 };
const LIMITS = { allMs: 60_000, p99Ms: 1_000 };
/** Between the end of the preparations and the moment. */
const LEAD_MS = 4_000;

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const postmaster = await postmasterOf(admin);
  const database = `bench_timers_${process.pid}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const sentAt = new Map<string, number>();
  const tookMs: number[] = [];
  const line = new LineStandIn((kind, token, at) => {
    const sent = sentAt.get(token);
    if (kind !== 'reply' || sent === undefined) return;
    sentAt.delete(token);
    tookMs.push(at - sent);
  });
  const lineUrl = await line.listen();
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const bot = await startServer({ serverEntry: process.env['BENCH_SERVER']!, databaseUrl, lineUrl, dataDir });
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const step = (type: string, data: object) => ({ type, data });
    const edge = (id: string, from: string, to: string) => ({ id, from, port: 'next', to });
    const document = (name: string, nodes: object, edges: object[]) => ({ formatVersion: 1, name, language: 'en', layout: { nodes: {} }, nodes, edges });
    const flowOf = async (made: object) => {
      const flow = await bot.call<{ id: string }>('POST', `/bots/${bot.botId}/flows`, { document: made });
      const { version } = await bot.call<{ version: { id: string } }>('POST', `/bots/${bot.botId}/flows/${flow.id}/publish`, {});
      return { flowId: flow.id, versionId: version.id };
    };
    const waiting = await flowOf(
      document(
        'Wait',
        { start: step('keywordTrigger', { rules: [{ mode: 'equals', text: 'wait' }] }), wait: step('delay', { until: { mode: 'duration', duration: { amount: 1, unit: 'hours' } }, afterwards: 'push' }), tag: step('addTag', { tag: 'waited' }) },
        [edge('e1', 'start', 'wait'), edge('e2', 'wait', 'tag')],
      ),
    );
    await flowOf(document('Hello', { start: step('messageTrigger', { messageTypes: ['text'] }), say: step('text', { text: 'Hello' }) }, [edge('e1', 'start', 'say')]));
    // Not the simulator's channel, whose turns are kept with how things stood before.
    const { rows } = await db.query<{ id: string }>(`SELECT id FROM channel WHERE bot_id = $1 AND kind = 'line' ORDER BY id LIMIT 1`, [bot.botId]);
    const due = await seed(db, { botId: bot.botId, channelId: rows[0]!.id, ...waiting });

    let over = false;
    let count = 0;
    const writers = Promise.all(
      Array.from({ length: WRITERS.connections }, async (_, index) => {
        const { host, port } = bot.targets[0]!;
        const client = await new WebhookClient(host, port).open();
        while (!over) {
          await new Promise((resolve) => setTimeout(resolve, (1_000 * WRITERS.connections) / WRITERS.perSecond + index));
          const id = `hello${count++}`;
          sentAt.set(id, performance.now());
          await client.send(bot.targets[count % bot.targets.length]!, webhookBody({ user: count % WRITERS.people, id, replyToken: id, text: 'hi', at: Date.now() }));
        }
        client.close();
      }),
    );
    const wait = due - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    tookMs.length = 0;
    const cpu = () => ({ server: cpuSeconds([bot.pid]), database: databaseCpuSeconds(postmaster) });
    const before = cpu();
    // Asking costs the machine that is measured; the first row found is enough.
    const waits = async () => (await db.query<{ waits: boolean }>(`SELECT EXISTS (SELECT 1 FROM timer) OR EXISTS (SELECT 1 FROM inbox WHERE event_id LIKE 'timer-%') AS waits`)).rows[0]!.waits;
    while ((await waits()) && Date.now() - due < 300_000) await new Promise((resolve) => setTimeout(resolve, 250));
    const allMs = Date.now() - due;
    const after = cpu();
    over = true;
    await writers;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { rows: turns } = await db.query<{ turns: number; once: number; tagged: number }>(
      `SELECT count(*)::int AS turns, count(DISTINCT event_id)::int AS once, (SELECT count(*)::int FROM contact WHERE tags @> '{waited}') AS tagged FROM turn WHERE event_id LIKE 'timer-%'`,
    );
    const perTimer = (which: 'server' | 'database') => ((after[which] - before[which]) * 1_000) / TIMERS;
    const result = { timers: TIMERS, allMs, cpuMsPerTimer: { server: perTimer('server'), database: perTimer('database') }, ...turns[0]!, answers: tookMs.length, unanswered: sentAt.size, p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99), worst: Math.max(...tookMs) };
    console.log(`${TIMERS} timers due in one second: all taken after ${(allMs / 1_000).toFixed(1)} s (${(TIMERS / (allMs / 1_000)).toFixed(0)}/s), ${result.once} of them once, ${result.tagged} people moved on`);
    console.log(`CPU for each, with all that went on meanwhile: ${perTimer('server').toFixed(2)} ms of the server, ${perTimer('database').toFixed(2)} ms of the database; load ${loadavg()[0]!.toFixed(1)}`);
    console.log(`${result.answers} answers to people who wrote meanwhile: p50 ${result.p50.toFixed(0)} ms, p99 ${result.p99.toFixed(0)} ms, the slowest ${result.worst.toFixed(0)} ms`);
    const faults = [
      ...(result.turns === TIMERS && result.once === TIMERS && result.tagged === TIMERS ? [] : [`${TIMERS} timers, ${result.turns} turns, ${result.once} different ones, ${result.tagged} people`]),
      ...(result.unanswered === 0 ? [] : [`${result.unanswered} messages without an answer`]),
      ...(short || allMs < LIMITS.allMs ? [] : [`taken after ${allMs} ms, not below ${LIMITS.allMs}`]),
      ...(short || result.p99 < LIMITS.p99Ms ? [] : [`p99 is ${result.p99.toFixed(0)} ms, not below ${LIMITS.p99Ms}`]),
    ];
    for (const fault of faults) console.error(`✕ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify(result, null, 2));
  } finally {
    await db.end();
    await bot.stop();
    await line.close();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** People who stand at the delay, as turns would have left them. @returns the moment all of them are due, epoch ms */
async function seed(db: pg.Client, { botId, channelId, flowId, versionId }: { botId: string; channelId: string; flowId: string; versionId: string }): Promise<number> {
  await db.query('CREATE TEMP TABLE person AS SELECT n, gen_random_uuid() AS contact_id, gen_random_uuid() AS conversation_id, gen_random_uuid() AS timer_id, gen_random_uuid() AS token FROM generate_series(1, $1) AS n', [TIMERS]);
  await db.query(`INSERT INTO contact (id, bot_id, channel_id, line_user_id) SELECT contact_id, $1, $2, 'U' || lpad(to_hex(n + 1000000), 32, '0') FROM person`, [botId, channelId]);
  await db.query(
    `INSERT INTO conversation (id, bot_id, channel_id, key, contact_id, state)
     SELECT conversation_id, $1, $2, 'u:U' || lpad(to_hex(n + 1000000), 32, '0'), contact_id,
       json_build_object('session', json_build_object('id', token, 'frames', json_build_array(json_build_object('flowId', $3::text, 'versionId', $4::text)), 'answers', '{}'::json, 'startedAt', 0, 'steps', 2,
         'wait', json_build_object('token', token, 'nodeId', 'wait', 'for', 'time', 'since', 0, 'timerId', timer_id, 'state', '{}'::json)), 'queued', '[]'::json)
     FROM person`,
    [botId, channelId, flowId, versionId],
  );
  await db.query('ANALYZE contact, conversation');
  const due = Date.now() + LEAD_MS + TIMERS / 10;
  await db.query(
    `INSERT INTO timer (id, bot_id, channel_id, conversation_id, due_at, purpose, wait_token) SELECT timer_id, $1, $2, conversation_id, to_timestamp($3::float8 / 1000), 'delay', token FROM person`,
    [botId, channelId, due],
  );
  if (Date.now() > due - LEAD_MS / 2) throw new Error('Making the timers took so long that the first were due before the last was there.');
  return due;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
