import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { LINE_RATES } from '@chatloom/line';
import { type StartedServer, startServer } from './bots/startContestants';
import { LineStandIn } from './driver/LineStandIn';
import { percentile, residentMegabytes } from './driver/measure';
import { WebhookClient, webhookBody } from './driver/WebhookClient';

/**
 * `npm run bench -- --only=campaign [--short | --people=<n>]`: a campaign to a million contacts through the whole server, against a stand-in for
 * LINE on the same cores, while people go on writing. Measured: how long freezing takes and what it does to webhooks; how many multicasts LINE sees in any second, and
 * whether everybody is reached once; memory; and how many personal pushes a second go out.
 */
const short = process.argv.includes('--short');
const PEOPLE = Number(process.argv.find((one) => one.startsWith('--people='))?.slice(9) ?? (short ? 20_000 : 1_000_000));
const PERSONAL = Math.min(short ? 5_000 : 60_000, PEOPLE);
const WRITERS = { connections: 10, perSecond: 50 };
const LIMITS = { freezeSeconds: 60, webhookP99Ms: 200, pushesPerSecond: 1_000, grownMb: 60, multicastsPerSecond: LINE_RATES.multicast.calls };

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What LINE saw. */
class Seen {
  readonly multicasts: number[] = [];
  readonly pushes: number[] = [];
  private readonly times = new Uint8Array(PEOPLE + 1);

  take(body: string, at: number): void {
    const to = /"to":(\[[^\]]*\]|"[^"]*")/.exec(body)?.[1];
    if (to === undefined) return;
    (to.startsWith('[') ? this.multicasts : this.pushes).push(at);
    for (const [, user] of to.matchAll(/"U([0-9a-f]{32})"/g)) {
      const no = Number.parseInt(user!, 16);
      this.times[no] = this.times[no]! + 1;
    }
  }

  /** People who got it so many times; then forgotten. */
  count(people: number): { once: number; never: number; more: number } {
    const found = { once: 0, never: 0, more: 0 };
    for (let no = 1; no <= people; no++) found[this.times[no] === 1 ? 'once' : this.times[no] === 0 ? 'never' : 'more']++;
    this.times.fill(0);
    return found;
  }
}

/** The most calls in any second. */
function busiestSecond(calls: readonly number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < calls.length; to++) {
    while (calls[to]! - calls[from]! >= 1_000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** Calls beyond LINE's bucket of so many tokens that fills as fast (FACTS §2): those LINE would have refused. */
function beyondBucket(calls: readonly number[], rate: number): number {
  let tokens = rate;
  let last = calls[0] ?? 0;
  let beyond = 0;
  for (const at of calls) {
    tokens = Math.min(rate, tokens + ((at - last) * rate) / 1_000);
    last = at;
    if (tokens >= 1) tokens--;
    else beyond++;
  }
  return beyond;
}

/** People who write all the time; how long each waits for the 200. */
class Writers {
  private stopping = false;
  private readonly work: Promise<void>[];
  tookMs: number[] = [];
  refused = 0;

  constructor(target: StartedServer['targets'][number]) {
    const pause = (1_000 * WRITERS.connections) / WRITERS.perSecond;
    this.work = Array.from({ length: WRITERS.connections }, async (_, index) => {
      const client = await new WebhookClient(target.host, target.port).open();
      for (let count = 0; !this.stopping; count++) {
        const begun = performance.now();
        const id = `${index}-${count}-${Math.round(begun)}`;
        const status = await client.send(target, webhookBody({ user: 0xfff_0000 + index, id, replyToken: id, text: 'hello', at: Date.now() }));
        this.tookMs.push(performance.now() - begun);
        if (status !== 200) this.refused++;
        await wait(Math.max(0, pause - (performance.now() - begun)));
      }
      client.close();
    });
  }

  /** What was measured since the last time, as a sentence; forgets it. */
  report(): { p99: number; text: string } {
    const p99 = percentile(this.tookMs, 0.99);
    const text = `webhooks: ${this.tookMs.length}, p50 ${percentile(this.tookMs, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${Math.max(0, ...this.tookMs).toFixed(0)} ms, refused ${this.refused}`;
    this.tookMs = [];
    return { p99, text };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.work);
  }
}

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const name = `bench_campaign_${process.pid}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const databaseUrl = server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  const seen = new Seen();
  const line = new LineStandIn((kind, _token, at, body) => {
    if (kind === 'push') seen.take(body, at);
  });
  const faults: string[] = [];
  const started = await startServer({ serverEntry: process.env['BENCH_SERVER']!, databaseUrl, lineUrl: await line.listen(), dataDir });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM channel WHERE webhook_key = $1`, [started.targets[0]!.path.split('/').at(-1)]);
    const channelId = rows[0]!.id;
    const begun = performance.now();
    await makePeople(client, started.botId, channelId);
    console.log(`${PEOPLE.toLocaleString('en')} contacts made in ${seconds(performance.now() - begun)} s; load of the machine ${loadavg().map((one) => one.toFixed(1)).join(' ')}`);
    // They write to another channel of the same bot, so that nobody of them is a recipient.
    const writers = new Writers(started.targets[1]!);
    await wait(short ? 2_000 : 10_000);
    console.log(`before: ${writers.report().text}`);
    faults.push(...(await toAll(started, client, channelId, seen, writers)));
    faults.push(...(await toEach(started, client, channelId, seen, writers)));
    await writers.stop();
  } finally {
    await client.end();
    await started.stop();
    await line.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
  for (const fault of faults) console.error(`✕ ${fault}`);
  if (faults.length > 0 && !short) process.exitCode = 1;
}

async function toAll(started: StartedServer, client: pg.Client, channelId: string, seen: Seen, writers: Writers): Promise<string[]> {
  const memory = [Math.round(residentMegabytes(started.pid))];
  const { id } = await start(started, channelId, 'Spring tea for all of you', { type: 'group', match: 'all', items: [] });
  let webhooks = { p99: Number.NaN, text: '' };
  await finished(started, id, (state, before) => {
    if (before === 'freezing' && state !== 'freezing') {
      webhooks = writers.report();
      console.log(`while freezing: ${webhooks.text}`);
    }
    memory.push(Math.round(residentMegabytes(started.pid)));
  });
  const { rows } = await client.query<{ freeze: number; send: number }>(
    `SELECT extract(epoch FROM frozen_at - started_at)::float8 AS freeze, extract(epoch FROM finished_at - frozen_at)::float8 AS send FROM campaign_run WHERE campaign_id = $1`,
    [id],
  );
  const { freeze, send } = rows[0]!;
  const calls = seen.multicasts.splice(0);
  const reached = seen.count(PEOPLE);
  const busiest = busiestSecond(calls);
  const beyond = beyondBucket(calls, LIMITS.multicastsPerSecond);
  console.log(`frozen in ${freeze.toFixed(1)} s; sent in ${send.toFixed(1)} s by ${calls.length} multicasts: ${(calls.length / send).toFixed(0)} a second, ${busiest} in the busiest, ${beyond} beyond LINE's bucket`);
  console.log(`reached once ${reached.once}, never ${reached.never}, more than once ${reached.more}; while sending: ${writers.report().text}`);
  const grown = Math.max(...memory) - memory[0]!;
  console.log(`memory of the server, MB: ${every(memory, 12).join(' ')}: at most ${grown} more than before; load ${loadavg()[0]!.toFixed(1)}`);
  return [
    ...(freeze > LIMITS.freezeSeconds ? [`Freezing took ${freeze.toFixed(0)} s.`] : []),
    ...(webhooks.p99 > LIMITS.webhookP99Ms ? [`Webhooks waited ${webhooks.p99.toFixed(0)} ms (p99) while freezing.`] : []),
    ...(grown > LIMITS.grownMb ? [`Memory grew by ${grown} MB.`] : []),
    ...(beyond > 0 ? [`${beyond} multicasts were beyond LINE's rate.`] : []),
    ...(reached.once === PEOPLE ? [] : [`${reached.never} people were missed, ${reached.more} got it more than once.`]),
  ];
}

async function toEach(started: StartedServer, _client: pg.Client, channelId: string, seen: Seen, writers: Writers): Promise<string[]> {
  writers.report();
  const memory = [Math.round(residentMegabytes(started.pid))];
  const { id } = await start(started, channelId, 'Hello number {{ field.number }}', { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: ['personal'] }] });
  await finished(started, id, () => void memory.push(Math.round(residentMegabytes(started.pid))));
  const calls = seen.pushes.splice(0);
  const reached = seen.count(PERSONAL);
  const span = ((calls.at(-1) ?? 0) - (calls[0] ?? 0)) / 1_000;
  const rate = calls.length / span;
  console.log(`personal: ${calls.length} pushes in ${span.toFixed(1)} s: ${rate.toFixed(0)} a second, ${busiestSecond(calls)} in the busiest; reached once ${reached.once}, never ${reached.never}, more ${reached.more}`);
  console.log(`meanwhile: ${writers.report().text}; memory, MB: ${every(memory, 12).join(' ')}; load ${loadavg()[0]!.toFixed(1)}`);
  return [...(rate < LIMITS.pushesPerSecond ? [`Only ${rate.toFixed(0)} personal pushes a second.`] : []), ...(reached.once === PERSONAL ? [] : ['Not everybody got their push once.'])];
}

async function start(started: StartedServer, channelId: string, text: string, definition: object): Promise<{ id: string }> {
  const design = { channelId, what: { type: 'messages', variants: [{ id: 'A', blocks: [{ type: 'text', data: { text, quickReplies: [], ifTooLate: 'drop' } }] }] }, to: { type: 'segment', segment: { definition } }, when: { type: 'now' } };
  const { id, revision } = await started.call<{ id: string; revision: number }>('POST', `/bots/${started.botId}/campaigns`, { name: text, design });
  await started.call('POST', `/bots/${started.botId}/campaigns/${id}/start`, { revision });
  return { id };
}

async function finished(started: StartedServer, id: string, look: (state: string, before: string) => void): Promise<void> {
  for (let before = ''; ; ) {
    const { state } = await started.call<{ state: string }>('GET', `/bots/${started.botId}/campaigns/${id}/progress`);
    look(state, before);
    before = state;
    if (state === 'done') return;
    if (state === 'braked' || state === 'failed') throw new Error(`The campaign ended as ${state}.`);
    await wait(500);
  }
}

/** Ids in the order of their making, as those of people met one after the other. */
async function makePeople(client: pg.Client, botId: string, channelId: string): Promise<void> {
  for (let from = 1; from <= PEOPLE; from += 100_000) {
    await client.query(
      `INSERT INTO contact (id, bot_id, channel_id, line_user_id, fields, tags)
       SELECT ('0192f000-' || substr(h, 1, 4) || '-7' || substr(h, 5, 3) || '-8000-' || lpad(substr(h, 8), 12, '0'))::uuid, $1, $2, 'U' || lpad(to_hex(i), 32, '0'), json_build_object('number', i)::jsonb,
         CASE WHEN i <= $5 THEN '{personal}'::text[] ELSE '{}' END
       FROM (SELECT i, lpad(to_hex(i), 12, '0') AS h FROM generate_series($3::int, $4::int) AS i) s`,
      [botId, channelId, from, Math.min(PEOPLE, from + 99_999), PERSONAL],
    );
  }
  await client.query(`INSERT INTO tag (bot_id, name) VALUES ($1, 'personal') ON CONFLICT DO NOTHING`, [botId]);
  await client.query('ANALYZE contact');
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(0);
}

/** At most so many of them, evenly. */
function every(values: readonly number[], count: number): number[] {
  const step = Math.max(1, Math.ceil(values.length / count));
  return values.filter((_, at) => at % step === 0 || at === values.length - 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
