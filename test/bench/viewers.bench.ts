import { writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { cpuSeconds, databaseCpuSeconds } from './driver/measure';
import { startPoll, type Tapping } from './driver/startPoll';
import { until } from './driver/waiting';

/**
 * `npm run bench -- --only=viewers [--short]`: what 500 open result pages of one vote cost while people go on voting, in shares of one core: CPU time of the server's
 * process (and of the database) with them, less that without them, before and after. Each viewer is a connection that stays open; pages are
 * counted where they arrive.
 */
const short = process.argv.includes('--short');
const VIEWERS = short ? 50 : 500;
const TAPS: Tapping = { perSecond: 20, seconds: short ? 4 : 30, connections: 4 };
const LIMIT = 0.1;

async function main(): Promise<void> {
  const poll = await startPoll('viewers', short ? 100 : 1_000);
  try {
    const share = async () => {
      const before = [cpuSeconds([poll.pid]), databaseCpuSeconds(poll.postmaster)] as const;
      const began = performance.now();
      await poll.tapping(TAPS);
      const seconds = (performance.now() - began) / 1_000;
      return { server: (cpuSeconds([poll.pid]) - before[0]) / seconds, database: (databaseCpuSeconds(poll.postmaster) - before[1]) / seconds };
    };
    await poll.tapping({ ...TAPS, seconds: 3 });
    const alone = await share();
    let pages = 0;
    let bytes = 0;
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => view(poll.streamUrl, (arrived, size) => {
      pages += arrived;
      bytes += size;
    })));
    await until(() => pages >= VIEWERS, 'the first page at every viewer');
    pages = 0;
    bytes = 0;
    const watched = await share();
    const seen = { perSecond: pages / VIEWERS / TAPS.seconds, kilobytes: bytes / Math.max(1, pages) / 1_000 };
    for (const viewer of viewers) viewer.destroy();
    const after = await share();
    const cost = { server: watched.server - (alone.server + after.server) / 2, database: watched.database - (alone.database + after.database) / 2 };
    const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
    console.log(`${VIEWERS} viewers at ${TAPS.perSecond} taps/s: ${seen.perSecond.toFixed(1)} pages a second each of ${seen.kilobytes.toFixed(1)} kB, ${percent(cost.server)} of one core in the server (without them ${percent(alone.server)} before and ${percent(after.server)} after), ${percent(cost.database)} in the database`);
    const faults = [
      ...(seen.perSecond > 0.5 ? [] : [`viewers saw only ${seen.perSecond.toFixed(2)} pages a second`]),
      ...(short || cost.server < LIMIT ? [] : [`viewers take ${percent(cost.server)} of a core, not below ${percent(LIMIT)}`]),
    ];
    for (const fault of faults) console.error(`✕ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify({ viewers: VIEWERS, seen, alone, watched, after, cost }, null, 2));
  } finally {
    await poll.stop();
  }
}

/** One open page; tells how many pages each piece of the stream brought. */
function view(url: string, arrived: (pages: number, bytes: number) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.setEncoding('latin1');
      response.on('data', (text: string) => arrived(text.split('event: page').length - 1, text.length));
      response.on('error', () => undefined);
      resolve(response);
    }).on('error', reject);
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
