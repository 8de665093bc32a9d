import { get, type IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from './bots/startContestants';
import { cpuSeconds, percentile } from './driver/measure';
import { LineStandIn } from './driver/LineStandIn';
import { inParallel, until } from './driver/waiting';

/**
 * `npm run bench -- --only=polls [--short]`: one vote everybody taps on, through webhooks, against a stand-in for LINE on the same cores.
 * Measured: taps at a fixed rate, from the webhook sent to the redrawn card at LINE; whether every tap was answered once and every person
 * counted once; and what 500 open result pages cost while people go on tapping, in shares of one core.
 */
const short = process.argv.includes('--short');
const PEOPLE = short ? 300 : 4_000;
const TAPS = { perSecond: short ? 200 : 1_000, seconds: short ? 4 : 20, connections: 40 };
const VIEWERS = short ? 50 : 500;
const WATCHED = { perSecond: 50, seconds: short ? 5 : 20, connections: 10 };
const LIMITS = { p99Ms: 300, viewersShare: 0.1 };

const userId = (n: number) => `U${n.toString(16).padStart(32, '0')}`;
const event = (n: number, id: string, what: object) =>
  JSON.stringify({ destination: userId(0), events: [{ ...what, webhookEventId: id, deliveryContext: { isRedelivery: false }, timestamp: Date.now(), source: { type: 'user', userId: userId(n) }, replyToken: id, mode: 'active' }] });

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const database = `bench_polls_${process.pid}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const sentAt = new Map<string, number>();
  const tookMs: number[] = [];
  const cards = new Map<string, string[]>();
  let answered = 0;
  const line = new LineStandIn((kind, token, at, body) => {
    if (kind !== 'reply') return;
    if (token.startsWith('card')) cards.set(token, [...body.matchAll(/"data":"(g\|[^"]+)"/g)].map((match) => match[1]!));
    const sent = sentAt.get(token);
    if (sent === undefined) return;
    sentAt.delete(token);
    answered++;
    tookMs.push(at - sent);
  });
  const lineUrl = await line.listen();
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const bot = await startServer({ serverEntry: process.env['BENCH_SERVER']!, databaseUrl, lineUrl, dataDir });
  try {
    const drinks = { question: 'Tea or coffee?', kind: 'single', choices: [{ id: 'tea', label: 'Tea' }, { id: 'coffee', label: 'Coffee' }] };
    const poll = await bot.call<{ id: string }>('POST', `/bots/${bot.botId}/polls`, { name: 'Drinks', document: drinks });
    await bot.call('POST', `/bots/${bot.botId}/polls/${poll.id}/open`);
    const page = await bot.call<{ url: string }>('PUT', `/bots/${bot.botId}/polls/${poll.id}/page`, { isOn: true });
    const document = {
      formatVersion: 1, name: 'Vote', language: 'en', layout: { nodes: {} },
      nodes: { t: { type: 'messageTrigger', data: { messageTypes: ['text'] } }, s: { type: 'showPoll', data: { pollId: poll.id } } },
      edges: [{ id: 'e', from: 't', port: 'next', to: 's' }],
    };
    const flow = await bot.call<{ id: string }>('POST', `/bots/${bot.botId}/flows`, { name: 'Vote', document });
    await bot.call('POST', `/bots/${bot.botId}/flows/${flow.id}/publish`, {});
    const target = (n: number) => bot.targets[n % bot.targets.length]!;

    // Everybody gets the card, so that each has buttons of their own.
    await inParallel(TAPS.connections, bot.targets[0]!, async (client, index) => {
      for (let n = index; n < PEOPLE; n += TAPS.connections) {
        await client.send(target(n), event(n, `card${n}`, { type: 'message', message: { type: 'text', id: `1${n}`, quoteToken: 'q', text: 'vote' } }));
      }
    });
    await until(() => cards.size === PEOPLE, `${PEOPLE} cards`);
    const settle = () => until(() => sentAt.size === 0, 'every tap answered', 20_000).catch(() => undefined);
    let count = 0;
    const tapping = async ({ perSecond, seconds, connections }: typeof TAPS) => {
      tookMs.length = 0;
      answered = 0;
      const began = performance.now();
      const each = perSecond / connections;
      await inParallel(connections, bot.targets[0]!, async (client, index) => {
        for (let i = 0; i < seconds * each; i++) {
          const wait = began + ((i + index / connections) * 1_000) / each - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          const tap = count++;
          const n = tap % PEOPLE;
          const id = `tap${tap}`;
          // In the second round people change their mind, in the third again.
          const data = cards.get(`card${n}`)![Math.floor(tap / PEOPLE) % 2]!;
          sentAt.set(id, performance.now());
          await client.send(target(n), event(n, id, { type: 'postback', postback: { data } }));
        }
      });
      const sent = Math.floor(seconds * each) * connections;
      await settle();
      return { sent, answered, rate: answered / ((performance.now() - began) / 1_000), p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99) };
    };
    await tapping({ ...TAPS, seconds: 2 });
    const cpuBefore = cpuSeconds([bot.pid]);
    const taps = await tapping(TAPS);
    const tapCpu = cpuSeconds([bot.pid]) - cpuBefore;
    console.log(`${taps.sent} taps at ${TAPS.perSecond}/s on one vote: ${taps.answered} answered, ${taps.rate.toFixed(0)}/s, p50 ${taps.p50.toFixed(0)} ms, p99 ${taps.p99.toFixed(0)} ms, ${((tapCpu / taps.answered) * 1_000).toFixed(2)} ms CPU of the server each`);

    const shareOf = async () => {
      const before = cpuSeconds([bot.pid]);
      const began = performance.now();
      await tapping(WATCHED);
      return (cpuSeconds([bot.pid]) - before) / ((performance.now() - began) / 1_000);
    };
    const alone = await shareOf();
    const code = page.url.split('/').at(-1)!;
    let pages = 0;
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => view(`${bot.base}/api/v1/public/pages/${code}/stream`, (arrived) => (pages += arrived))));
    await until(() => pages >= VIEWERS, 'the first page at every viewer');
    pages = 0;
    const watched = await shareOf();
    for (const viewer of viewers) viewer.destroy();
    const viewersShare = watched - alone;
    console.log(`${VIEWERS} viewers at ${WATCHED.perSecond} taps/s: ${(pages / VIEWERS / WATCHED.seconds).toFixed(1)} pages a second each, ${(viewersShare * 100).toFixed(1)} % of one core (${(alone * 100).toFixed(1)} % without them)`);

    const { results } = await bot.call<{ results: { voters: number; choices: { votes: number }[] } }>('GET', `/bots/${bot.botId}/polls/${poll.id}`);
    const votes = results.choices.reduce((sum, choice) => sum + choice.votes, 0);
    console.log(`${results.voters} people counted, ${votes} votes`);
    const faults = [
      ...(taps.answered === taps.sent ? [] : [`${taps.sent - taps.answered} taps without an answer`]),
      ...(results.voters === Math.min(PEOPLE, count) && votes === results.voters ? [] : [`${Math.min(PEOPLE, count)} people tapped, ${results.voters} are counted with ${votes} votes`]),
      ...(short || taps.p99 < LIMITS.p99Ms ? [] : [`p99 is ${taps.p99.toFixed(0)} ms, not below ${LIMITS.p99Ms}`]),
      ...(short || viewersShare < LIMITS.viewersShare ? [] : [`viewers take ${(viewersShare * 100).toFixed(1)} % of a core, not below ${LIMITS.viewersShare * 100}`]),
    ];
    for (const fault of faults) console.error(`✕ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify({ taps, viewers: VIEWERS, viewersShare, alone }, null, 2));
  } finally {
    await bot.stop();
    await line.close();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** One open page; tells how many pages each piece of the stream brought. */
function view(url: string, arrived: (pages: number) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => arrived(text.split('event: page').length - 1));
      response.on('error', () => undefined);
      resolve(response);
    }).on('error', reject);
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
