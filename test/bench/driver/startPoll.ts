import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from '../bots/startContestants';
import { LineStandIn } from './LineStandIn';
import { percentile, postmasterOf } from './measure';
import { inParallel, until } from './waiting';

/** How people tap: so many taps a second in all, for so long, over so many connections. */
export interface Tapping {
  perSecond: number;
  seconds: number;
  connections: number;
}

/** What came of it; times from the webhook sent to the redrawn card at LINE, in ms. */
export interface Tapped {
  sent: number;
  answered: number;
  rate: number;
  p50: number;
  p99: number;
}

const userId = (n: number) => `U${n.toString(16).padStart(32, '0')}`;
const event = (n: number, id: string, what: object) =>
  JSON.stringify({ destination: userId(0), events: [{ ...what, webhookEventId: id, deliveryContext: { isRedelivery: false }, timestamp: Date.now(), source: { type: 'user', userId: userId(n) }, replyToken: id, mode: 'active' }] });

/**
 * A server of its own with one open vote, its public page, and so many people who have its card: what benches of votes begin with.
 * @param name of its database
 */
export async function startPoll(name: string, people: number) {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const database = `bench_${name}_${process.pid}`;
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
  const stop = async () => {
    await bot.stop();
    await line.close();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  };
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
    const connections = 40;
    await inParallel(connections, bot.targets[0]!, async (client, index) => {
      for (let n = index; n < people; n += connections) {
        await client.send(target(n), event(n, `card${n}`, { type: 'message', message: { type: 'text', id: `1${n}`, quoteToken: 'q', text: 'vote' } }));
      }
    });
    await until(() => cards.size === people, `${people} cards`);
    let count = 0;
    return {
      pid: bot.pid,
      /** Of the PostgreSQL server. */
      postmaster: await postmasterOf(admin),
      /** Of the stream of the public page. */
      streamUrl: `${bot.base}/api/v1/public/pages/${page.url.split('/').at(-1)!}/stream`,
      admin,
      /** Taps sent so far. */
      count: () => count,
      async tapping({ perSecond, seconds, connections: many }: Tapping): Promise<Tapped> {
        tookMs.length = 0;
        answered = 0;
        const began = performance.now();
        const each = perSecond / many;
        await inParallel(many, bot.targets[0]!, async (client, index) => {
          for (let i = 0; i < seconds * each; i++) {
            const wait = began + ((i + index / many) * 1_000) / each - performance.now();
            if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
            const tap = count++;
            const n = tap % people;
            const id = `tap${tap}`;
            // In the second round people change their mind, in the third again.
            const data = cards.get(`card${n}`)![Math.floor(tap / people) % 2]!;
            sentAt.set(id, performance.now());
            await client.send(target(n), event(n, id, { type: 'postback', postback: { data } }));
          }
        });
        const sent = Math.floor(seconds * each) * many;
        await until(() => sentAt.size === 0, 'every tap answered', 20_000).catch(() => undefined);
        return { sent, answered, rate: answered / ((performance.now() - began) / 1_000), p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99) };
      },
      async results(): Promise<{ voters: number; votes: number }> {
        const { results } = await bot.call<{ results: { voters: number; choices: { votes: number }[] } }>('GET', `/bots/${bot.botId}/polls/${poll.id}`);
        return { voters: results.voters, votes: results.choices.reduce((sum, choice) => sum + choice.votes, 0) };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
