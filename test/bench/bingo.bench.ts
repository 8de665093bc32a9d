import { get } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type StartedServer, startServer } from './bots/startContestants';
import { cpuSeconds, databaseCpuSeconds, percentile, postmasterOf } from './driver/measure';
import { LineStandIn } from './driver/LineStandIn';
import { inParallel, until } from './driver/waiting';

/**
 * `npm run bench -- --only=bingo [--short]`: an evening of bingo through the whole server, against a stand-in for LINE on the same cores. Everybody joins
 * two games by a word in the chat: in one a call marks all cards, in the other players mark what they have. Measured: from the host's click
 * until all wins are known and the host's live screen shows them, with and without people who look at their cards meanwhile; taps that
 * look and taps that mark at a fixed rate, from the webhook sent to the redrawn card at LINE; and whether anything happened twice.
 */
const short = process.argv.includes('--short');
const PLAYERS = short ? 500 : 10_000;
const TAPS = { perSecond: short ? 200 : 1_000, seconds: short ? 4 : 20, connections: 40 };
/** Calls in a row, so many ms apart, while nobody taps and while everybody does. */
const CALLS = { each: short ? 4 : 12, apartMs: short ? 700 : 1_500 };
/** Balls called before people mark. */
const MARKABLE = 30;
const LIMITS = { tapP99Ms: 300, callMs: 1_000 };

const userId = (n: number) => `U${n.toString(16).padStart(32, '0')}`;
const event = (n: number, id: string, what: object) =>
  JSON.stringify({ destination: userId(0), events: [{ ...what, webhookEventId: id, deliveryContext: { isRedelivery: false }, timestamp: Date.now(), source: { type: 'user', userId: userId(n) }, replyToken: id, mode: 'active' }] });
const say = (n: number, id: string, text: string) => event(n, id, { type: 'message', message: { type: 'text', id: `1${id.replace(/\D/g, '')}`, quoteToken: 'q', text } });

interface HostPage {
  calls: number;
  players: number;
  state: string;
  host: { calls: { item: number }[]; winners: { contactId: string; prizeId: string; place: number }[]; reaching: { count: number } };
}

/** What LINE was told, by reply token. */
class Replies {
  readonly tookMs: number[] = [];
  readonly waiting = new Map<string, number>();
  /** Buttons of cards, for those tokens that begin so. */
  readonly buttons = new Map<string, string[]>();
  private readonly seen = new Set<string>();
  answered = 0;
  twice = 0;

  take(token: string, at: number, body: string): void {
    if (token.startsWith('card')) this.buttons.set(token, [...new Set([...body.matchAll(/"data":"(g\|[^"]+)"/g)].map((match) => match[1]!))]);
    if (this.seen.has(token)) this.twice++;
    this.seen.add(token);
    const sent = this.waiting.get(token);
    if (sent === undefined) return;
    this.waiting.delete(token);
    this.answered++;
    this.tookMs.push(at - sent);
  }
}

/** The host's screen: what it shows, and when it began to. */
class HostScreen {
  page: HostPage | null = null;
  private shown: (() => void) | null = null;

  constructor(server: StartedServer, gameId: string) {
    get(`${server.base}/api/v1/bots/${server.botId}/bingo/${gameId}/stream`, { agent: false, headers: { authorization: `Bearer ${server.token}` } }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (text: string) => {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          if (!part.startsWith('event: page')) continue;
          this.page = JSON.parse(part.slice(part.indexOf('data: ') + 6)) as HostPage;
          this.shown?.();
        }
      });
    }).on('error', () => undefined);
  }

  /** @returns when it was, `performance.now()` */
  async shows(wanted: (page: HostPage) => boolean): Promise<number> {
    while (!this.page || !wanted(this.page)) await new Promise<void>((resolve) => (this.shown = resolve));
    return performance.now();
  }
}

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const database = `bench_bingo_${process.pid}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const replies = new Replies();
  const line = new LineStandIn((kind, token, at, body) => {
    if (kind === 'reply') replies.take(token, at, body);
  });
  const lineUrl = await line.listen();
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const bot = await startServer({ serverEntry: process.env['BENCH_SERVER']!, databaseUrl, lineUrl, dataDir });
  const postmaster = await postmasterOf(admin);
  const tables = new pg.Client({ connectionString: databaseUrl });
  await tables.connect();
  try {
    const game = async (name: string, more: object) => {
      const document = { title: name, card: { type: 'balls75' }, entry: { who: { type: 'everyone' }, maxPlayers: PLAYERS }, ...more };
      const { id } = await bot.call<{ id: string }>('POST', `/bots/${bot.botId}/bingo`, { name, document });
      await bot.call('POST', `/bots/${bot.botId}/bingo/${id}/open`);
      return id;
    };
    const byItself = await game('Cards that mark themselves', { prizes: [{ id: 'line', name: 'A line', pattern: { type: 'line' }, winners: Math.ceil(PLAYERS / 20), tag: 'line' }, { id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 1 }] });
    const byHand = await game('Cards to mark', { marking: 'byPlayer', prizes: [{ id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 1 }] });
    const flow = await bot.call<{ id: string }>('POST', `/bots/${bot.botId}/flows`, { name: 'Bingo', document: flowOf({ join: [byItself, byHand], card: [byItself], mine: [byHand] }) });
    await bot.call('POST', `/bots/${bot.botId}/flows/${flow.id}/publish`, {});
    const target = (n: number) => bot.targets[n % bot.targets.length]!;
    const everybodySays = async (word: string, token: (n: number) => string) => {
      const began = performance.now();
      const before = line.taken;
      await inParallel(TAPS.connections, bot.targets[0]!, async (client, index) => {
        for (let n = index; n < PLAYERS; n += TAPS.connections) await client.send(target(n), say(n, token(n), word));
      });
      await until(() => line.taken >= before + PLAYERS, `${PLAYERS} answers to "${word}"`, 180_000);
      return (performance.now() - began) / 1_000;
    };
    const joined = await everybodySays('join', (n) => `join${n}`);
    console.log(`${PLAYERS} people joined two games by a word in the chat in ${joined.toFixed(1)} s`);
    const host = new HostScreen(bot, byItself);
    for (const gameId of [byItself, byHand]) {
      const began = performance.now();
      await bot.call('POST', `/bots/${bot.botId}/bingo/${gameId}/start`);
      console.log(`A round of ${PLAYERS} cards begun in ${(performance.now() - began).toFixed(0)} ms`);
    }
    const call = async (gameId: string, after: number) => bot.call<HostPage>('POST', `/bots/${bot.botId}/bingo/${gameId}/calls`, { after });

    // The host calls; the answer is what their own screen shows, the stream what any other screen of theirs shows.
    const calling = async () => {
      const answeredMs: number[] = [];
      const shownMs: number[] = [];
      for (let i = 0; i < CALLS.each && host.page?.state !== 'ended'; i++) {
        const after = host.page?.calls ?? 0;
        const began = performance.now();
        const shown = host.shows(({ calls, state }) => calls > after || state === 'ended');
        await call(byItself, after);
        answeredMs.push(performance.now() - began);
        shownMs.push((await shown) - began);
        await new Promise((resolve) => setTimeout(resolve, CALLS.apartMs));
      }
      return { answeredMs: worst(answeredMs), shownMs: worst(shownMs), medianShownMs: percentile(shownMs, 0.5) };
    };
    let count = 0;
    const tapping = async ({ perSecond, seconds, connections }: typeof TAPS, tapOf: (tap: number) => { person: number; data: string }) => {
      replies.tookMs.length = 0;
      replies.answered = 0;
      const cpu = () => [cpuSeconds([bot.pid]), databaseCpuSeconds(postmaster)];
      const cpuBefore = cpu();
      const began = performance.now();
      const each = perSecond / connections;
      let sent = 0;
      await inParallel(connections, bot.targets[0]!, async (client, index) => {
        for (let i = 0; i < Math.floor(seconds * each); i++) {
          const wait = began + ((i + index / connections) * 1_000) / each - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          const id = `tap${count++}`;
          const { person, data } = tapOf(sent++);
          replies.waiting.set(id, performance.now());
          await client.send(target(person), event(person, id, { type: 'postback', postback: { data } }));
        }
      });
      await until(() => replies.waiting.size === 0, 'every tap answered', 30_000).catch(() => undefined);
      const { answered, tookMs } = replies;
      const [cpuMs, databaseCpuMs] = cpu().map((seconds, i) => ((seconds - cpuBefore[i]!) / answered) * 1_000) as [number, number];
      return { sent, answered, rate: answered / ((performance.now() - began) / 1_000), p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99), cpuMs, databaseCpuMs };
    };
    const told = (what: string, { sent, answered, rate, p50, p99, cpuMs, databaseCpuMs }: Awaited<ReturnType<typeof tapping>>) =>
      console.log(`${sent} ${what} at ${TAPS.perSecond}/s: ${answered} answered, ${rate.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${cpuMs.toFixed(2)} ms CPU of the server and ${databaseCpuMs.toFixed(2)} ms of PostgreSQL each`);

    const alone = await calling();
    console.log(`Calls to ${PLAYERS} cards: answered in ${alone.answeredMs.toFixed(0)} ms, shown in ${alone.shownMs.toFixed(0)} ms at worst (median ${alone.medianShownMs.toFixed(0)} ms)`);

    await everybodySays('card', (n) => `card${n}`);
    const lookAt = (n: number) => replies.buttons.get(`card${n}`)![0]!;
    await tapping({ ...TAPS, seconds: 2 }, (tap) => ({ person: tap % PLAYERS, data: lookAt(tap % PLAYERS) }));
    const looks = await tapping(TAPS, (tap) => ({ person: tap % PLAYERS, data: lookAt(tap % PLAYERS) }));
    told('taps that look', looks);
    const [, crowded] = await Promise.all([tapping({ ...TAPS, seconds: Math.ceil((CALLS.each * (CALLS.apartMs + 500)) / 1_000) }, (tap) => ({ person: tap % PLAYERS, data: lookAt(tap % PLAYERS) })), calling()]);
    console.log(`Calls while people tap: answered in ${crowded.answeredMs.toFixed(0)} ms, shown in ${crowded.shownMs.toFixed(0)} ms at worst (median ${crowded.medianShownMs.toFixed(0)} ms)`);

    for (let after = 0; after < MARKABLE; after++) await call(byHand, after);
    const { host: hand } = await bot.call<HostPage>('GET', `/bots/${bot.botId}/bingo/${byHand}`);
    const called = hand.calls.map(({ item }) => `|m.${item}|`);
    await everybodySays('mine', (n) => `cardToMark${n}`);
    const marks: { person: number; data: string }[] = [];
    const needed = TAPS.perSecond * TAPS.seconds;
    for (let nth = 0; marks.length < needed; nth++) {
      const before = marks.length;
      for (let person = 0; person < PLAYERS; person++) {
        const data = replies.buttons.get(`cardToMark${person}`)!.filter((one) => called.some((item) => one.includes(item)))[nth];
        if (data !== undefined) marks.push({ person, data });
      }
      if (marks.length === before) throw new Error('There is not enough to mark.');
    }
    const marked = await tapping(TAPS, (tap) => marks[tap]!);
    told('taps that mark', marked);

    const { rows } = await tables.query<{ marked: number; differ: number }>(`SELECT count(*)::int AS marked, count(DISTINCT (event->>'player', event->>'item'))::int AS differ FROM bingo_event WHERE game_id = $1 AND event->>'type' = 'marked'`, [byHand]);
    const { rows: wins } = await tables.query<{ wins: number }>('SELECT count(*)::int AS wins FROM bingo_win WHERE game_id = $1', [byItself]);
    const shownWins = new Set(host.page!.host.winners.map(({ prizeId, place }) => `${prizeId}/${place}`)).size;
    console.log(`${host.page!.calls} calls, ${wins[0]!.wins} winners, ${shownWins} on the host's screen; ${rows[0]!.marked} marks. Load of the machine ${loadavg()[0]!.toFixed(1)}`);
    const faults = [
      ...[looks, marked].flatMap(({ sent, answered }) => (sent === answered ? [] : [`${sent - answered} taps without an answer`])),
      ...(replies.twice === 0 ? [] : [`${replies.twice} taps were answered twice`]),
      ...(rows[0]!.marked === needed && rows[0]!.differ === needed ? [] : [`${needed} marks were tapped, ${rows[0]!.marked} are there, ${rows[0]!.differ} of them different`]),
      ...(wins[0]!.wins === shownWins && wins[0]!.wins === host.page!.host.winners.length && shownWins > 0 ? [] : [`${wins[0]!.wins} winners are stored, ${shownWins} are shown`]),
      ...(short ? [] : [looks, marked].filter(({ p99 }) => p99 >= LIMITS.tapP99Ms).map(({ p99 }) => `p99 is ${p99.toFixed(0)} ms, not below ${LIMITS.tapP99Ms}`)),
      ...(short ? [] : [alone, crowded].filter(({ shownMs }) => shownMs >= LIMITS.callMs).map(({ shownMs }) => `a call was shown after ${shownMs.toFixed(0)} ms, not below ${LIMITS.callMs}`)),
    ];
    for (const fault of faults) console.error(`✕ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify({ players: PLAYERS, alone, crowded, looks, marked, load: loadavg() }, null, 2));
  } finally {
    await tables.end();
    await bot.stop();
    await line.close();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A word for each thing people do, with the games they do it in. */
function flowOf({ join: games, ...shows }: { join: string[] } & Record<'card' | 'mine', string[]>): object {
  const nodes: Record<string, object> = {};
  const edges: object[] = [];
  const path = (word: string, gameIds: string[], deed: 'join' | 'show') => {
    nodes[word] = { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }] } };
    gameIds.forEach((gameId, i) => {
      nodes[`${word}${i}`] = { type: 'bingo', data: { gameId, do: deed } };
      edges.push({ id: `e${word}${i}`, from: i === 0 ? word : `${word}${i - 1}`, port: i === 0 ? 'next' : 'joined', to: `${word}${i}` });
    });
  };
  path('join', games, 'join');
  for (const [word, gameIds] of Object.entries(shows)) path(word, gameIds, 'show');
  return { formatVersion: 1, name: 'Bingo', language: 'en', layout: { nodes: {} }, nodes, edges };
}

function worst(values: readonly number[]): number {
  return Math.max(0, ...values);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
