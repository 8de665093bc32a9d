import fc from 'fast-check';
import { botsSchema } from '@chatloom/bots';
import { MAX_SEGMENT_RULES, type Segment, type SegmentFieldTest, type SegmentItem, type SegmentRule, segmentSchema, type SegmentTime } from '@chatloom/contract';
import { conversationsSchema } from '@chatloom/conversations';
import { joinSchemas, newId } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { audienceSchema } from '../schema';
import { compileSegment, type Membership } from './compileSegment';
import { evaluateSegment } from './evaluateSegment';
import { readPersonFacts } from './readPersonFacts';
import { type SegmentFactKind, SegmentFacts } from './SegmentFacts';

const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema));

/** A moment in a night in which the day differs between the zones, near the end of a leap year's February. */
const NOW = Date.parse('2028-02-28T22:30:00Z');
const DAY_MS = 86_400_000;
const ZONES = ['Asia/Taipei', 'Asia/Tokyo', 'America/New_York', 'UTC', 'Australia/Lord_Howe', 'America/Sao_Paulo'];
const BOT = newId();
const OTHER_BOT = newId();
const FLOWS = [newId(), newId()];
const CHANNELS = [newId(), newId()];
const SOURCES = [newId(), newId()];
const SUBJECTS = [newId(), newId()];
const NODES = ['ask', 'end'];
const TAGS = ['vip', 'Vip', '會員', "it's", '%', 'a"b'];
const FIELDS = ['city', 'visits', 'birthday', 'ok', 'likes'];

// ---------------------------------------------------------------- people

const moment = fc.oneof(
  fc.integer({ min: -3 * 24, max: 0 }).map((hours) => NOW + hours * 3_600_000),
  fc.integer({ min: -800, max: 2 }).map((days) => NOW + days * DAY_MS),
  fc.integer({ min: -2 * DAY_MS, max: 0 }).map((ms) => NOW + ms),
);
const pad = (n: number, digits = 2) => String(n).padStart(digits, '0');
const day = fc.oneof(
  fc.integer({ min: -40, max: 400 }).map((days) => new Date(NOW + days * DAY_MS).toISOString().slice(0, 10)),
  fc.constantFrom('2000-02-29', '1990-02-28', '1985-03-01', '2027-12-31', '1900-01-01', '2199-12-31'),
);
const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${pad(h)}:${pad(m)}`);
const dayText = fc.oneof(
  { weight: 4, arbitrary: day },
  fc.tuple(day, clock).map(([d, t]) => `${d}T${t}`),
  fc.tuple(day, clock).map(([d, t]) => `${d}T${t}:07.250Z`),
  fc.tuple(day, clock, fc.constantFrom('+08:00', '-05:30', '+13:00')).map(([d, t, zone]) => `${d}T${t}${zone}`),
  fc.constantFrom('2027-02-29', '2027-13-01', '2027-02-30T10:00Z', '1899-12-31', '2200-01-01', '2027-1-1', ' 2027-01-01', '2027-01-01\n', '2027-01-01T24:00', '2027-01-01T10:00+14:30', 'tomorrow'),
);
const numberText = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('1.5', ' 2 ', '+3', '-0', '.5', '5.', '1e3', '1,200', '１', '0x10', '', ' ', '12345678901234567890', 'NaN', 'Infinity', '7\n', '9'.repeat(41)),
);
const words = fc.constantFrom('Taipei', 'TAIPEI', 'taipei', '台北', 'Tai%', 'Éclair', 'éclair', 'İ', 'ǅ', 'true', 'TRUE', 'false', 'a_b', "O'Hara", '\\', 'ß', 'ＡＢＣ', 'green', 'red', '5');
const fieldValue = fc.oneof(
  words,
  dayText,
  numberText,
  fc.integer({ min: -20, max: 20 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(0.1, 1.5, 1e21, 1e-7, -1.25e-9, 123456789012345680000, 1e300, -1e301, 5e-324, 1.7976931348623157e308),
  fc.boolean(),
  fc.constant(null),
  fc.constant(''),
  fc.array(fc.oneof(fc.constantFrom('green', 'red', 'blue'), fc.integer({ min: 0, max: 3 })), { maxLength: 3 }),
  fc.constantFrom({ green: true }, {}, { a: [1, 2] }),
);
const visit = fc.record({ flow: fc.constantFrom(...FLOWS), node: fc.constantFrom(...NODES), first: moment, for: fc.integer({ min: 0, max: 5 * DAY_MS }) });
const run = fc.record({
  flow: fc.constantFrom(...FLOWS),
  state: fc.constantFrom('running', 'asking', 'waiting', 'calling', 'finished', 'dropped'),
  node: fc.option(fc.constantFrom(...NODES)),
  since: moment,
  first: moment,
  for: fc.integer({ min: 0, max: 5 * DAY_MS }),
  firstFinished: fc.option(moment),
});
const person = fc.record({
  bot: fc.oneof({ weight: 9, arbitrary: fc.constant(BOT) }, fc.constant(OTHER_BOT)),
  channel: fc.constantFrom(...CHANNELS),
  language: fc.option(fc.constantFrom('ja', 'JA-jp', 'zh-TW', 'zh-Hant', 'en', 'jav')),
  isFriend: fc.boolean(),
  consent: fc.constantFrom('yes', 'no', 'unknown'),
  source: fc.option(fc.constantFrom(...SOURCES)),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 4 }),
  fields: fc.dictionary(fc.constantFrom(...FIELDS), fieldValue, { maxKeys: 5 }),
  createdAt: moment,
  activeAt: fc.option(moment),
  visits: fc.uniqueArray(visit, { maxLength: 3, selector: ({ flow, node }) => flow + node }),
  runs: fc.uniqueArray(run, { maxLength: 2, selector: ({ flow }) => flow }),
  clicks: fc.array(fc.record({ subject: fc.constantFrom(...SUBJECTS), option: fc.constantFrom('one', 'two'), at: moment, isCounted: fc.boolean() }), { maxLength: 3 }),
});
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

// ---------------------------------------------------------------- segments

const when: fc.Arbitrary<SegmentTime> = fc.oneof(
  fc.record({ op: fc.constantFrom('before' as const, 'on' as const, 'after' as const), day }),
  fc.record({ op: fc.constant('between' as const), day, until: day }),
  fc.record({ op: fc.constantFrom('inLast' as const, 'inNext' as const), amount: fc.integer({ min: 1, max: 100 }), unit: fc.constantFrom('hours' as const, 'days' as const) }),
  fc.constant({ op: 'ever' as const }),
);
const someWords = fc.array(words, { minLength: 1, maxLength: 3 });
const amount = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0.1, 1.5, 1e15));
const aDay = fc.record({ op: fc.constant('dayIs' as const), compare: fc.constantFrom('before' as const, 'on' as const, 'after' as const), day });
const test: fc.Arbitrary<SegmentFieldTest> = fc.oneof(
  fc.constantFrom({ op: 'isSet' as const }, { op: 'isTrue' as const }),
  fc.record({ op: fc.constantFrom('isOneOf' as const, 'hasAny' as const, 'hasAll' as const), values: someWords }),
  fc.record({ op: fc.constantFrom('contains' as const, 'startsWith' as const), value: fc.oneof(words, fc.constantFrom('a', 'T', '1', '%', '_', 'é')) }),
  fc.record({ op: fc.constant('numberIs' as const), compare: fc.constantFrom('equal' as const, 'less' as const, 'lessOrEqual' as const, 'greater' as const, 'greaterOrEqual' as const), value: amount }),
  fc.tuple(amount, amount).map(([from, to]) => ({ op: 'numberBetween' as const, from, to })),
  aDay,
  fc.record({ op: fc.constantFrom('inLastDays' as const, 'inNextDays' as const), days: fc.integer({ min: 1, max: 400 }) }),
  fc.tuple(fc.integer({ min: -183, max: 183 }), fc.integer({ min: 0, max: 30 })).map(([from, more]) => ({ op: 'anniversary' as const, fromDays: from, toDays: Math.min(183, from + more) })),
  fc.record({ op: fc.constant('month' as const), month: fc.oneof(fc.constantFrom('this' as const, 'next' as const), fc.integer({ min: 1, max: 12 })) }),
);
const flowId = fc.constantFrom(...FLOWS);
const nodeId = fc.option(fc.constantFrom(...NODES), { nil: undefined });
const rule = fc
  .tuple(
    fc.oneof(
      fc.record({ type: fc.constant('tag'), match: fc.constantFrom('any', 'all'), tags: fc.array(fc.constantFrom(...TAGS), { minLength: 1, maxLength: 3 }) }),
      { weight: 6, arbitrary: fc.record({ type: fc.constant('field'), field: fc.constantFrom(...FIELDS), test }) },
      fc.record({ type: fc.constant('source'), sourceIds: fc.array(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 2 }) }),
      fc.record({ type: fc.constant('language'), languages: fc.array(fc.constantFrom('ja', 'JA', 'zh', 'zh-tw', 'en', 'unknown'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ type: fc.constant('channel'), channelIds: fc.array(fc.constantFrom(...CHANNELS), { minLength: 1, maxLength: 2 }) }),
      fc.constant({ type: 'friend' }),
      fc.record({ type: fc.constantFrom('added', 'lastActive'), when }),
      fc.record({ type: fc.constant('consent'), is: fc.constantFrom('yes', 'no', 'unknown') }),
      fc.record({ type: fc.constant('flowReached'), flowId, nodeId, when }),
      fc.record({ type: fc.constant('flowFinished'), flowId, when }),
      fc.record({ type: fc.constant('flowDropped'), flowId, nodeId, silentDays: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ type: fc.constant('flowWaiting'), flowId, nodeId }),
      fc.record({ type: fc.constant('fact'), fact: fc.constant('linkClicked'), subjectId: fc.option(fc.constantFrom(...SUBJECTS), { nil: undefined }), optionId: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }), when }),
      fc.record({ type: fc.constant('fact'), fact: fc.constant('wasThere'), subjectId: fc.constantFrom(...SUBJECTS), when: fc.constant({ op: 'ever' }) }),
    ),
    fc.boolean(),
  )
  .map(([one, not]) => JSON.parse(JSON.stringify({ ...one, ...(not ? { not } : {}) })) as SegmentRule);
function group(levels: number): fc.Arbitrary<Segment> {
  const item: fc.Arbitrary<SegmentItem> = levels > 1 ? fc.oneof({ weight: 3, arbitrary: rule as fc.Arbitrary<SegmentItem> }, group(levels - 1)) : rule;
  return fc.record({ type: fc.constant('group' as const), match: fc.constantFrom('all' as const, 'any' as const, 'none' as const), items: fc.array(item, { maxLength: 4 }) });
}

// ---------------------------------------------------------------- both sides

const FACT: SegmentFactKind = {
  from: 'link_click k',
  bot: 'k.bot_id',
  contact: 'k.contact_id',
  subject: 'k.subject_id',
  option: 'k.option_id',
  at: 'k.at',
  where: 'k.is_counted',
  subjects: async () => [],
  hasSubject: async () => true,
};
const facts = new SegmentFacts();
facts.register('linkClicked', FACT);
const { at: _, ...timeless } = FACT;
facts.register('wasThere', timeless);

const time = (at: number | null) => (at === null ? null : new Date(at));
/** As the clock of the database makes them: finer than a millisecond. */
const FINE = `+ interval '0.0004 seconds'`;

async function store(people: readonly Person[]): Promise<string[]> {
  const { pg } = database();
  await pg.run('TRUNCATE contact, contact_activity, flow_visit, flow_run, link_click CASCADE');
  const ids: string[] = [];
  for (const one of people) {
    const id = newId();
    ids.push(id);
    await pg.query('p.contact', `INSERT INTO contact (id, bot_id, channel_id, line_user_id, language, fields, tags, is_friend, created_at, consent, source_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz ${FINE}, $10, $11)`, [
      id, one.bot, one.channel, id, one.language, JSON.stringify(one.fields), one.tags, one.isFriend, time(one.createdAt), one.consent, one.source,
    ]);
    if (one.activeAt !== null) await pg.query('p.active', `INSERT INTO contact_activity VALUES ($1, $2, $3::timestamptz ${FINE})`, [id, one.bot, time(one.activeAt)]);
    for (const { flow, node, first, for: lasting } of one.visits) await pg.query('p.visit', `INSERT INTO flow_visit VALUES ($1, $2, $3, $4, $5::timestamptz ${FINE}, $6::timestamptz ${FINE}, 1)`, [flow, node, id, one.bot, time(first), time(first + lasting)]);
    for (const it of one.runs) {
      await pg.query(
        'p.run',
        `INSERT INTO flow_run (flow_id, contact_id, bot_id, state, node_id, since, times, first_reached_at, last_reached_at, times_finished, first_finished_at, last_finished_at)
         VALUES ($1, $2, $3, $4, $5, $6::timestamptz, 1, $7::timestamptz ${FINE}, $8::timestamptz ${FINE}, 0, $9::timestamptz ${FINE}, $10::timestamptz ${FINE})`,
        [it.flow, id, one.bot, it.state, it.node, time(it.since), time(it.first), time(it.first + it.for), time(it.firstFinished), time(it.firstFinished === null ? null : it.firstFinished + it.for)],
      );
    }
    for (const { subject, option, at, isCounted } of one.clicks) await pg.query('p.click', `INSERT INTO link_click VALUES ($1, $2, $3, $4, $5::timestamptz ${FINE}, $6)`, [id, one.bot, subject, option, time(at), isCounted]);
  }
  return ids;
}

describe('a segment', () => {
  beforeAll(() => database().pg.run('CREATE TABLE link_click (contact_id uuid, bot_id uuid, subject_id uuid, option_id text, at timestamptz, is_counted boolean)'));

  it('has the same people in the database as when each of them is looked at alone, whatever it asks and whatever they are like', async () => {
    let inside = 0;
    let outside = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 8, maxLength: 20 }), fc.array(group(4), { minLength: 25, maxLength: 25 }), fc.constantFrom(...ZONES), async (people, segments, timeZone) => {
        const ids = await store(people);
        const scene = { botId: BOT, now: NOW, timeZone };
        const known = await readPersonFacts(database().pg, scene, facts, ids, segments);
        expect(known.size).toBe(people.filter(({ bot }) => bot === BOT).length);
        for (const segment of segments) {
          // What cannot be sent to the server need not be compared.
          fc.pre(segmentSchema.safeParse(segment).success);
          const peopleOf = async (membership: Membership) => {
            const { where, values } = compileSegment(segment, scene, facts, 2, membership);
            return (await database().pg.run<{ id: string }>(`SELECT c.id FROM contact c WHERE $1::boolean AND ${where}`, [true, ...values])).rows.map(({ id }) => id).sort();
          };
          const alone = [...known].filter(([, facts]) => evaluateSegment(segment, facts, scene).isMet).map(([id]) => id);
          alone.sort();
          expect({ segment, probed: await peopleOf('probe'), hashed: await peopleOf('hash') }).toEqual({ segment, probed: alone, hashed: alone });
          inside += alone.length;
          outside += known.size - alone.length;
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
    // The comparison would be worth little if nobody ever was in a segment, or everybody.
    expect(inside).toBeGreaterThan(1_000);
    expect(outside).toBeGreaterThan(1_000);
  }, 120_000);

  it('asks everything it can at once', async () => {
    await store([]);
    const most: Segment = { type: 'group', match: 'all', items: fc.sample(rule, MAX_SEGMENT_RULES) };
    const { where, values } = compileSegment(most, { botId: BOT, now: NOW, timeZone: 'UTC' }, facts);
    expect((await database().pg.run(`SELECT 1 FROM contact c WHERE ${where}`, values)).rows).toEqual([]);
  });
});
