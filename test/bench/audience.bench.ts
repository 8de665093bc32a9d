import pg from 'pg';
import { audienceSchema, SegmentFacts, SegmentPeople, Segments } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { Database, joinSchemas, SystemClock, UuidSource } from '@chatloom/platform';
import { FlowNames } from '../../libs/audience/src/tags/FlowNames';
import { NameFinder } from '../../libs/audience/src/segments/NameFinder';
import { percentile } from './driver/measure';
import { seedAudience } from './seedAudience';
import { typicalSegments } from './typicalSegments';

/**
 * `npm run bench -- --only=audience`: how long it takes to count the people of typical segments among a million contacts. Each is counted five
 * times, as it is while somebody edits it; the first time is told too. `--short` has 20,000 contacts.
 */
const PEOPLE = process.argv.includes('--short') ? 20_000 : 1_000_000;
const TIMES = 5;
/** What the issue allows for a count. */
const LIMIT_MS = 1_000;

async function main(): Promise<void> {
  const server = process.env['BENCH_DATABASE_URL']!;
  const name = `bench_audience_${process.pid}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const schema = joinSchemas(botsSchema, conversationsSchema, audienceSchema);
  const url = server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  const database = new Database({ ...schema, url });
  const seeder = new pg.Client({ connectionString: url });
  try {
    await database.migrate();
    await database.connect();
    await seeder.connect();
    const begun = performance.now();
    const { botId, flowId } = await seedAudience(seeder, PEOPLE);
    console.log(`${PEOPLE.toLocaleString('en')} contacts made in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    await measure(database, botId, flowId);
  } finally {
    await seeder.end();
    await database.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

async function measure(database: Database, botId: string, flowId: string): Promise<void> {
  const facts = new SegmentFacts();
  const segments = new Segments(database, new SystemClock(), new UuidSource(), new NameFinder(database, new FlowNames(database), facts), facts);
  const people = new SegmentPeople(database, segments, facts);
  let slowest = 0;
  for (const [what, segment] of Object.entries(typicalSegments(flowId))) {
    const took: number[] = [];
    let last = { count: 0 as number | null, isEstimate: false };
    for (let time = 0; time < TIMES; time++) {
      const start = performance.now();
      last = await people.count(botId, segment);
      took.push(performance.now() - start);
    }
    const median = percentile(took, 0.5);
    slowest = Math.max(slowest, median);
    console.log(`${what.padEnd(58)} ${String(last.count).padStart(9)}${last.isEstimate ? ' about' : ''}   first ${took[0]!.toFixed(0).padStart(5)} ms, median ${median.toFixed(0).padStart(5)} ms`);
  }
  console.log(`slowest median: ${slowest.toFixed(0)} ms`);
  if (slowest > LIMIT_MS) {
    console.error(`A count took longer than ${LIMIT_MS} ms.`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
