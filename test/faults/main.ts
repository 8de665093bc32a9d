import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@chatloom/platform';
import { Client } from 'pg';
import { FULL, type Outcome, runScenario, SCENARIOS, SHORT, type Surroundings } from './scenarios';
import { hasRedis, startRedis } from './startRedis';

/**
 * `npm run faults` (thousands of deaths) or with `--short` (the form inside `npm test`). `--only=<word>` plays those
 * whose name has the word, `--backend=postgres|redis` one of the two, `--kills=<n>` sets the deaths per backend,
 * `--recipients=<n>` those of campaigns. Writes outcomes as JSON to FAULTS_REPORT, if set.
 */
async function main(): Promise<void> {
  const kills = Number(process.argv.find((one) => one.startsWith('--kills='))?.slice(8) ?? Number.NaN);
  const amount = { ...(process.argv.includes('--short') ? SHORT : FULL), ...(Number.isInteger(kills) ? { kills, campaignKills: kills } : {}) };
  const recipients = Number(process.argv.find((one) => one.startsWith('--recipients='))?.slice(13) ?? Number.NaN);
  if (Number.isInteger(recipients)) Object.assign(amount, { recipients, stormRecipients: recipients });
  const backend = process.argv.find((one) => one.startsWith('--backend='))?.slice(10);
  const word = process.argv.find((one) => one.startsWith('--only='))?.slice(7) ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-faults-'));
  const postgres = await EmbeddedPostgres.start({ folder: join(folder, 'pg'), searchFrom: process.cwd(), throwAway: true });
  const redis = hasRedis() ? await startRedis() : null;
  if (!redis) console.log('redis-server is not on the PATH: the Redis backend is not tried.');
  const serverUrl = postgres.urlOf('postgres');
  const surroundings: Surroundings = {
    restartPostgres: () => killPostmaster(serverUrl),
    emptyRedis: async () => redis?.flush(),
    killRedis: async () => redis?.kill(),
  };
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of SCENARIOS.filter((one) => one.name.includes(word))) {
      if (scenario.isPossible?.() === false) {
        console.log(`Not tried here, a program is missing: ${scenario.name}.`);
        continue;
      }
      const play = async (redisUrl: string | undefined) => {
        const parts = { entry: process.env['FAULTS_RUNTIME']!, serverUrl, ...(redisUrl ? { redisUrl } : {}) };
        const outcome = await runScenario(scenario, parts, amount, { ...surroundings, ...(redisUrl ? {} : { emptyRedis: async () => undefined }) });
        outcomes.push(outcome);
        console.log(`${outcome.violations.length === 0 ? '✓' : '✕'} ${outcome.name}: ${outcome.kills} kills, ${outcome.events} events, ${outcome.unknown} unknown, ${outcome.seconds} s; LINE: ${seen(outcome.calls)}`);
        for (const violation of outcome.violations) console.log(`    ${violation}`);
      };
      const backends = (redis ? [undefined, redis.url] : [undefined]).filter(
        (redisUrl) => (backend === undefined || (backend === 'redis') === (redisUrl !== undefined)) && !(scenario.redisOnly && redisUrl === undefined),
      );
      // Much of a play is waiting, and each has a database and a LINE of its own.
      if (scenario.killsPostgres) for (const redisUrl of backends) await play(redisUrl);
      else for (const played of await Promise.allSettled(backends.map(play))) if (played.status === 'rejected') throw played.reason;
    }
  } finally {
    await redis?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const sum = (figure: 'kills' | 'events' | 'unknown') => outcomes.reduce((total, one) => total + one[figure], 0);
  const violations = outcomes.reduce((total, one) => total + one.violations.length, 0);
  console.log(`\n${sum('kills')} kills, ${sum('events')} events acknowledged, ${sum('unknown')} replies of unknown outcome, ${violations} violations.`);
  if (process.env['FAULTS_REPORT']) writeFileSync(process.env['FAULTS_REPORT'], JSON.stringify(outcomes));
  process.exitCode = violations > 0 ? 1 : 0;
}

/** What LINE saw, in few words. */
function seen(calls: Outcome['calls']): string {
  return Object.entries(calls)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

/** kill -9 of PostgreSQL itself; its supervisor brings it back. Resolves when it takes connections again. */
async function killPostmaster(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ data: string }>(`SELECT pg_read_file('postmaster.pid') AS data`);
  process.kill(Number(rows[0]!.data.split('\n')[0]), 'SIGKILL');
  await client.end().catch(() => undefined);
  for (;;) {
    const probe = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 500 });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      await probe.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
