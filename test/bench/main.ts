import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Contestant } from './bots/Contestant';
import { type ContestantParts, startChatloom, startComparison } from './bots/startContestants';
import { cpuSeconds, databaseCpuSeconds, peakMegabytes, percentile, postmasterOf, residentMegabytes } from './driver/measure';
import { LineStandIn } from './driver/LineStandIn';
import { Load, type LoadResult } from './driver/runLoad';

/**
 * `npm run bench`: this runtime, a bot written by hand and one that stores nothing, one after the other in one run on
 * the same cores, several rounds; ratios are per round, so that a machine whose speed drifts compares like with like.
 * `--short` proves that it works; `--soak` adds ten minutes to see whether memory stays flat.
 */
const short = process.argv.includes('--short');
const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7);
const soak = process.argv.includes('--soak');
const ROUNDS = short ? 1 : 3;
const SATURATE = { seconds: short ? 6 : 15, connections: 64, window: 512 };
const STEADY = { seconds: short ? 3 : 15, perSecond: 200, connections: 20 };
const PEOPLE = short ? 200 : 2_000;
const ALL = ['handWrittenBot', 'chatloom', 'inMemoryBot'] as const;
/** `--only=chatloom` measures one of them. */
const BOTS = ALL.filter((name) => (only === undefined ? true : name === only));

interface Measured {
  name: string;
  eventsPerSecond: number;
  cpuPer1000: number;
  /** The part of it that PostgreSQL used. */
  databaseCpuPer1000: number;
  peakMb: number;
  p50: number;
  p99: number;
  lost: number;
}

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const dataDir = mkdtempSync(join(tmpdir(), 'chatloom-bench-'));
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const postmaster = await postmasterOf(admin);
  let load: Load | null = null;
  const line = new LineStandIn((_kind, token, at) => load?.arrived(token, at));
  const lineUrl = await line.listen();
  const results: Measured[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of BOTS) {
        const database = `bench_${process.pid}_${round}_${name.toLowerCase()}`;
        await admin.query(`CREATE DATABASE ${database}`);
        const parts: ContestantParts = { benchFolder: dirname(dirname(process.argv[1]!)), serverEntry: process.env['BENCH_SERVER']!, databaseUrl: withDatabase(server, database), lineUrl, dataDir };
        const bot = name === 'chatloom' ? await startChatloom(parts) : await startComparison(name, parts);
        load = new Load(bot.targets, PEOPLE, `${round}${name[0]}`);
        results.push(await measure(bot, load, postmaster));
        console.log(line_(results.at(-1)!));
        if (soak && name === 'chatloom' && round === ROUNDS - 1) await soakMemory(bot, load);
        await bot.stop();
        await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      }
    }
  } finally {
    await line.close();
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
  if (only === undefined) summarise(results);
}

async function measure(bot: Contestant, load: Load, postmaster: number): Promise<Measured> {
  await load.saturate({ ...SATURATE, seconds: short ? 2 : 4 });
  const database = () => (bot.name === 'inMemoryBot' ? 0 : databaseCpuSeconds(postmaster));
  const before = { bot: cpuSeconds([bot.pid]), database: database() };
  const full = await load.saturate(SATURATE);
  const databaseCpu = database() - before.database;
  const cpu = cpuSeconds([bot.pid]) - before.bot + databaseCpu;
  const steady = await load.steady(STEADY);
  return {
    name: bot.name,
    eventsPerSecond: full.answered / full.seconds,
    cpuPer1000: (cpu / full.answered) * 1_000,
    databaseCpuPer1000: (databaseCpu / full.answered) * 1_000,
    peakMb: peakMegabytes(bot.pid),
    p50: percentile(steady.endToEnd, 0.5),
    p99: percentile(steady.endToEnd, 0.99),
    lost: lostIn(full) + lostIn(steady),
  };
}

/** Ten minutes at saturation; memory at the end against memory after the first minute. */
async function soakMemory(bot: Contestant, load: Load): Promise<void> {
  const marks: number[] = [];
  for (let minute = 0; minute < 10; minute++) {
    await load.saturate({ ...SATURATE, seconds: 60 });
    marks.push(Math.round(residentMegabytes(bot.pid)));
  }
  console.log(`memory each minute, MB: ${marks.join(' ')}`);
}

function lostIn(result: LoadResult): number {
  return result.acknowledged - result.answered;
}

function summarise(results: readonly Measured[]): void {
  const of = (name: string) => results.filter((one) => one.name === name);
  const ratio = (a: string, b: string, figure: keyof Omit<Measured, 'name'>) => median(of(a).map((one, i) => one[figure] / of(b)[i]![figure]));
  const summary = {
    'events/s against the bot written by hand': ratio('chatloom', 'handWrittenBot', 'eventsPerSecond'),
    'events/s against the bot without a database': ratio('chatloom', 'inMemoryBot', 'eventsPerSecond'),
    'CPU per event against the bot written by hand': ratio('chatloom', 'handWrittenBot', 'cpuPer1000'),
    'end-to-end p99 at 200 events/s against the bot written by hand': ratio('chatloom', 'handWrittenBot', 'p99'),
  };
  console.log('\nRatios, median over rounds:');
  for (const [what, value] of Object.entries(summary)) console.log(`  ${what}: ${value.toFixed(2)}`);
  if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify({ results, summary }, null, 2));
  const lost = results.reduce((sum, one) => sum + one.lost, 0);
  if (lost !== 0) {
    console.error(`${lost} acknowledged events were not answered.`);
    process.exitCode = 1;
  }
}

function line_(one: Measured): string {
  return `${one.name.padEnd(15)} ${one.eventsPerSecond.toFixed(0).padStart(6)} events/s   ${one.cpuPer1000.toFixed(2)} CPU s per 1,000 (database ${one.databaseCpuPer1000.toFixed(2)})   ${one.peakMb.toFixed(0).padStart(4)} MB peak   at 200/s: p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms   lost ${one.lost}`;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The same server, another database; also for addresses with a socket folder. */
function withDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}

main().catch((error: unknown) => {
  console.error(error);
  // Bots that were started must not keep a failed run alive.
  process.exit(1);
});
