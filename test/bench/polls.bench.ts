import { writeFileSync } from 'node:fs';
import { cpuSeconds, databaseCpuSeconds } from './driver/measure';
import { startPoll } from './driver/startPoll';

/**
 * `npm run bench -- --only=polls [--short]`: one vote everybody taps on, through webhooks, against a stand-in for LINE on the same cores.
 * Measured: taps at a fixed rate, from the webhook sent to the redrawn card at LINE; whether every tap was answered once and every person
 * counted once. What open result pages cost: `--only=viewers`.
 */
const short = process.argv.includes('--short');
const PEOPLE = short ? 300 : 4_000;
const TAPS = { perSecond: short ? 200 : 1_000, seconds: short ? 4 : 20, connections: 40 };
const LIMIT_P99_MS = 300;

async function main(): Promise<void> {
  const poll = await startPoll('polls', PEOPLE);
  try {
    await poll.tapping({ ...TAPS, seconds: 2 });
    const cpu = () => [cpuSeconds([poll.pid]), databaseCpuSeconds(poll.postmaster)] as const;
    const before = cpu();
    const taps = await poll.tapping(TAPS);
    const [ofServer, ofDatabase] = cpu().map((seconds, i) => (((seconds - before[i]!) / taps.answered) * 1_000).toFixed(2));
    console.log(`${taps.sent} taps at ${TAPS.perSecond}/s on one vote: ${taps.answered} answered, ${taps.rate.toFixed(0)}/s, p50 ${taps.p50.toFixed(0)} ms, p99 ${taps.p99.toFixed(0)} ms, ${ofServer} ms CPU of the server and ${ofDatabase} ms of PostgreSQL each`);

    const { voters, votes } = await poll.results();
    console.log(`${voters} people counted, ${votes} votes`);
    const tapped = Math.min(PEOPLE, poll.count());
    const faults = [
      ...(taps.answered === taps.sent ? [] : [`${taps.sent - taps.answered} taps without an answer`]),
      ...(voters === tapped && votes === voters ? [] : [`${tapped} people tapped, ${voters} are counted with ${votes} votes`]),
      ...(short || taps.p99 < LIMIT_P99_MS ? [] : [`p99 is ${taps.p99.toFixed(0)} ms, not below ${LIMIT_P99_MS}`]),
    ];
    for (const fault of faults) console.error(`✕ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    if (process.env['BENCH_REPORT']) writeFileSync(process.env['BENCH_REPORT'], JSON.stringify({ taps }, null, 2));
  } finally {
    await poll.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
