import { Client } from 'pg';
import { audienceSchema, SegmentFacts, SegmentPeople, Segments, withOwnPlan } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { type Database, joinSchemas, ManualClock, UuidSource } from '@chatloom/platform';
import { createTestDatabase } from '@chatloom/test/database';
import { ContactFilters } from '../../libs/audience/src/contacts/ContactFilters';
import { compileSegment } from '../../libs/audience/src/segments/compileSegment';
import { evaluateSegment } from '../../libs/audience/src/segments/evaluateSegment';
import { NameFinder } from '../../libs/audience/src/segments/NameFinder';
import { readPersonFacts } from '../../libs/audience/src/segments/readPersonFacts';
import { FlowNames } from '../../libs/audience/src/tags/FlowNames';
import { seedAudience } from './seedAudience';
import { typicalSegments } from './typicalSegments';

/** The benchmark of segments in small: what it counts is right, and the database takes the way that a million people need. */
const PEOPLE = 20_000;
let database: Database;
let drop: () => Promise<void>;
let botId: string;
let typical: ReturnType<typeof typicalSegments>;
let segments: Segments;
let people: SegmentPeople;
const facts = new SegmentFacts();

beforeAll(async () => {
  const made = await createTestDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema), { statementTimeoutMs: 30_000 });
  ({ database, drop } = made);
  const client = new Client({ connectionString: made.url });
  await client.connect();
  const seeded = await seedAudience(client, PEOPLE);
  await client.end();
  botId = seeded.botId;
  typical = typicalSegments(seeded.flowId);
  const now = (await database.pg.run<{ now: number }>('SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS now')).rows[0]!.now;
  segments = new Segments(database, new ManualClock(now), new UuidSource(), new NameFinder(database, new FlowNames(database), facts), facts);
  people = new SegmentPeople(database, segments, facts);
}, 120_000);
afterAll(() => drop());

it('counts exactly those whom each rule lets in, one by one', async () => {
  const scene = await segments.scene(botId);
  const ids = (await database.pg.run<{ id: string }>('SELECT id FROM contact WHERE bot_id = $1', [botId])).rows.map(({ id }) => id);
  const everyone = await readPersonFacts(database.pg, scene, facts, ids, Object.values(typical));
  const oneByOne = Object.fromEntries(Object.entries(typical).map(([what, segment]) => [what, [...everyone.values()].filter((person) => evaluateSegment(segment, person, scene).isMet).length]));
  const counted = Object.fromEntries(await Promise.all(Object.entries(typical).map(async ([what, segment]) => [what, (await people.count(botId, segment)).count] as const)));
  expect(counted).toEqual(oneByOne);
  // Nobody, or everybody, would prove little.
  for (const [what, count] of Object.entries(oneByOne)) expect([what, count > 0 && (count < PEOPLE || what === 'everybody')]).toEqual([what, true]);
}, 60_000);

it('finds people newest first without looking at all of them', async () => {
  const first = await people.list(botId, typical['friends with a tag one in a hundred has']!, { limit: 20 });
  const ids = first.map(({ contactId }) => contactId);
  expect(ids).toEqual([...ids].sort().reverse());
  expect(ids).toHaveLength(20);
});

it.each([
  ['friends with a tag one in a hundred has', 'contact_by_tag'],
  ['were active in the last seven days', 'contact_activity_by_time'],
])('"%s" is answered by the index %s', async (what, index) => {
  const { where, values } = await segments.compile(botId, typical[what]!);
  const plan = await withOwnPlan(database, (sql) => sql.run<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT count(*) FROM contact c WHERE ${where}`, values));
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
});

it.each([
  ['a search for some letters of a name', { search: '花子 777' }, '', 'contact_by_name_grams'],
  ['a search for a letter that many names have', { search: '7' }, 'ORDER BY contact_name_key(c.display_name) COLLATE "C", c.id LIMIT 51', 'contact_by_name'],
  ['a page by name', {}, 'ORDER BY contact_name_key(c.display_name) COLLATE "C" DESC, c.id DESC LIMIT 51', 'contact_by_name'],
])('%s walks an index', async (_, filter, order, index) => {
  const { where, values } = await new ContactFilters(database, segments).compile(botId, filter);
  const plan = await withOwnPlan(database, (sql) => sql.run<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT c.id FROM contact c WHERE ${where} ${order}`, values));
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(new RegExp(`${index}\\b`));
});

it('never looks a flow up person by person when everybody is counted', async () => {
  const { where, values } = await segments.compile(botId, typical['came to a flow in the last 30 days and did not finish it']!);
  const plan = await withOwnPlan(database, (sql) => sql.run<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT count(*) FROM contact c WHERE ${where}`, values));
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toMatch(/Anti Join/);
  expect(text).not.toContain('SubPlan');
});

it('looks only at those whose ids an "or" over other tables has gathered when they are counted', async () => {
  const { where, values } = compileSegment(typical['tag, or active lately, or at a node, but not silent']!, await segments.scene(botId), facts, 1, 'hash');
  const plan = await withOwnPlan(database, (sql) => sql.run<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT count(*) FROM contact c WHERE ${where}`, values));
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toMatch(/contact_(pkey|by_bot)\b/);
  expect(text).not.toContain('Seq Scan on contact');
});
