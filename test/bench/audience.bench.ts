import pg from 'pg';
import { audienceSchema, SegmentFacts, SegmentPeople, Segments } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { Database, joinSchemas, SystemClock, UuidSource } from '@chatloom/platform';
import { FlowNames } from '../../libs/audience/src/tags/FlowNames';
import { ActivityReader } from '../../libs/audience/src/activity/ActivityReader';
import { NameFinder } from '../../libs/audience/src/segments/NameFinder';
import { percentile } from './driver/measure';
import { measureContactList } from './measureContactList';
import { seedAudience } from './seedAudience';
import { typicalSegments } from './typicalSegments';

/**
 * `npm run bench -- --only=audience`: how long it takes to count the people of typical segments among a million contacts. Each is counted five
 * times, as it is while somebody edits it; the first time is told too. Then how fast the activity behind them is read. `--short` has 20,000 contacts.
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
    await measureReading(database, seeder, flowId);
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
  await measureContactList(database, segments, botId);
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

/** How fast the history of turns is read, with three nodes entered in each turn, by people who come back now and then. */
async function measureReading(database: Database, seeder: pg.Client, flowId: string): Promise<void> {
  const turns = Math.min(PEOPLE, 50_000);
  await seeder.query(`INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT id, bot_id, channel_id, 'u:' || line_user_id, id FROM contact ORDER BY id LIMIT $1`, [turns / 5]);
  const entered = (nodeId: string) => ({ at: 'entered', flowId, nodeId, code: 'entered' });
  const trace = { entries: [{ at: 'routed', flowId, nodeId: 'start', code: 'triggered' }, entered('start'), { at: 'left', flowId, nodeId: 'start', port: 'next', code: 'left' }, entered('hello'), entered('ask'), { at: 'waiting', flowId, nodeId: 'ask', code: 'waitingForAnswer' }] };
  // Their ids tell that they were taken in the last hour.
  await seeder.query(
    `INSERT INTO turn (id, bot_id, conversation_id, event_id, at, input, trace)
     SELECT (lpad(to_hex(floor(extract(epoch FROM now()) * 1000)::bigint - 3600000 + i * 3500000 / $1::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(i), 12, '0'))::uuid, v.bot_id, v.id, 'e' || i, now(),
       '{"type":"messageReceived","message":{"id":"1","type":"text","text":"hi"}}', $2
     FROM generate_series(1, $1::bigint) AS i JOIN (SELECT id, bot_id, row_number() OVER (ORDER BY id) - 1 AS n FROM conversation) v ON v.n = i % ($1::bigint / 5)`,
    [turns, JSON.stringify(trace)],
  );
  await seeder.query('VACUUM (ANALYZE) turn');
  // As after an update of an installation with history: reading begins with the first turn there is. A new one reads what happens from now on.
  await seeder.query(`UPDATE activity_reader SET position = '00000000-0000-0000-0000-000000000000'`);
  const reader = new ActivityReader(database);
  const start = performance.now();
  const used = process.cpuUsage();
  let read = 0;
  for (let result = await reader.read(0); result; result = await reader.read(0)) {
    read += result.turns;
    if (!result.more) break;
  }
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(used);
  console.log(`activity: ${read.toLocaleString('en')} turns read in ${seconds.toFixed(1)} s, ${Math.round(read / seconds).toLocaleString('en')} a second, ${((user + system) / 1_000 / read).toFixed(2)} ms of this process each`);
  if (read !== turns) throw new Error(`${turns} turns were to be read.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
