import { SegmentFacts, SegmentPeople, Segments } from '@chatloom/audience';
import type { Segment, SegmentItem } from '@chatloom/contract';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';

let server: ApiServer;
let call: Caller;
let botId: string;
let channelId: string;

beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(async () => {
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
});

const at = (path: string) => `/bots/${botId}/${path}`;
const all = (...items: SegmentItem[]): Segment => ({ type: 'group', match: 'all', items });
const tagged = (...tags: string[]): SegmentItem => ({ type: 'tag', match: 'any', tags });

async function meet(name: string, { tags = [], fields = {}, isFriend = true }: { tags?: string[]; fields?: object; isFriend?: boolean } = {}): Promise<string> {
  const id = newId();
  await server.database.pg.query('t.meet', 'INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, tags, fields, is_friend) VALUES ($1::uuid, $2, $3, $1::uuid::text, $4, $5, $6, $7)', [
    id, botId, channelId, name, tags, JSON.stringify(fields), isFriend,
  ]);
  return id;
}

describe('counting', () => {
  it('tells how many there are, how many of them can be reached, and what is wrong', async () => {
    await meet('Ann', { tags: ['vip'], fields: { city: 'Taipei' } });
    await meet('Bob', { tags: ['vip'], isFriend: false });
    await meet('Cat', { tags: ['new'] });
    const counted = await call('POST', at('segment-count'), { definition: all(tagged('vip')) });
    expect([counted.status, counted.body]).toEqual([200, { count: 2, reachable: 1, isEstimate: false, problems: [], tookMs: expect.any(Number) }]);
    expect((await call('POST', at('segment-count'), { definition: all() })).body).toMatchObject({ count: 3, reachable: 2 });
  });

  it('counts nobody of another bot', async () => {
    await meet('Ann', { tags: ['vip'] });
    botId = (await call('POST', '/bots', { name: 'Other', timeZone: 'UTC' })).body.id;
    expect((await call('POST', at('segment-count'), { definition: all() })).body.count).toBe(0);
  });

  it('reckons from a sample where counting takes too long, and says so', async () => {
    for (let i = 0; i < 10; i++) await meet(`Guest ${i}`, { tags: i < 4 ? ['vip'] : [] });
    await server.database.pg.run('ANALYZE contact');
    // A rule that takes its time: the fact's own table is slow.
    await server.database.pg.run(`CREATE OR REPLACE FUNCTION takes_time(uuid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
      IF current_setting('statement_timeout') = '100ms' THEN PERFORM pg_sleep(1); END IF; RETURN true; END $$`);
    const facts = server.app.get(SegmentFacts, { strict: false });
    const slow = { from: 'contact s', bot: 's.bot_id', contact: 's.id', subject: 's.channel_id', where: 'takes_time(s.id)', subjects: async () => [], hasSubject: async () => true };
    if (!facts.get('takesTime')) facts.register('takesTime', slow);
    const people = server.app.get(SegmentPeople, { strict: false });
    const counted = await people.count(botId, all(tagged('vip'), { type: 'fact', fact: 'takesTime', when: { op: 'ever' } }), { timeoutMs: 100 });
    expect(counted).toEqual({ count: 4, reachable: 4, isEstimate: true, problems: [] });
  });

  it('stops in the database when whoever asked has gone', async () => {
    await meet('Ann');
    await server.database.pg.run(`CREATE OR REPLACE FUNCTION never_ends(uuid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN true; END $$`);
    const facts = server.app.get(SegmentFacts, { strict: false });
    if (!facts.get('neverEnds')) facts.register('neverEnds', { from: 'contact s', bot: 's.bot_id', contact: 's.id', subject: 's.channel_id', where: 'never_ends(s.id)', subjects: async () => [], hasSubject: async () => true });
    const sleeping = async () => (await server.database.pg.run(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%never_ends(s.id)%' AND pid <> pg_backend_pid()`)).rowCount;
    const gone = new AbortController();
    const asked = server.app.get(SegmentPeople, { strict: false }).count(botId, all({ type: 'fact', fact: 'neverEnds', when: { op: 'ever' } }), { signal: gone.signal, timeoutMs: 600_000 });
    await until(sleeping, (count) => count !== 0);
    gone.abort();
    expect(await asked).toMatchObject({ count: null });
    expect(await sleeping()).toBe(0);
  });

  it('gives up a call whose connection was closed', async () => {
    await meet('Ann');
    const people = server.app.get(SegmentPeople, { strict: false });
    const count = jest.spyOn(people, 'count');
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const stopped = new Promise<boolean>((resolve) => {
      count.mockImplementationOnce((_bot, _segment, options) => {
        options!.signal!.addEventListener('abort', () => resolve(true));
        begun();
        return new Promise(() => undefined);
      });
    });
    const caller = new AbortController();
    const { token } = (await call('POST', '/tokens', { name: 'test' })).body as { token: string };
    const asked = fetch(`${server.url}/api/v1${at('segment-count')}`, {
      method: 'POST', signal: caller.signal, body: JSON.stringify({ definition: all() }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    }).catch(() => 'gone');
    await hasBegun;
    caller.abort();
    expect([await asked, await stopped]).toEqual(['gone', true]);
    count.mockRestore();
  });
});

describe('a segment with a deleted tag', () => {
  const lost = { code: 'tagGone', severity: 'blocking', path: ['items', 0, 'tags', 0], params: { tag: 'gone' } };

  it('is nobody, not everybody, also when it asks for those without the tag', async () => {
    await meet('Ann');
    const without = all({ type: 'tag', not: true, match: 'any', tags: ['gone'] });
    expect((await call('POST', at('segment-count'), { definition: without })).body).toMatchObject({ count: null, reachable: null, problems: [lost] });
    expect(await call('POST', at('segment-people'), { segment: { definition: without } })).toMatchObject({ status: 422, body: { code: 'blocked', details: [{ code: 'tagGone', path: lost.path }] } });
    await expect(server.app.get(Segments, { strict: false }).compile(botId, without)).rejects.toThrow('There is no tag "gone" any more.');
  });

  it('says so wherever it is shown', async () => {
    const ann = await meet('Ann', { tags: ['gone'] });
    const saved = await call('POST', at('segments'), { name: 'Old friends', definition: all(tagged('gone')) });
    expect([saved.status, saved.body.problems]).toEqual([201, []]);
    await server.database.pg.run(`UPDATE contact SET tags = '{}' WHERE bot_id = $1`, [botId]);
    expect((await call('GET', at('segments'))).body.items).toMatchObject([{ name: 'Old friends', problems: [lost] }]);
    expect((await call('GET', at(`segments/${saved.body.id}`))).body.problems).toMatchObject([lost]);
    expect((await call('POST', at('segment-explanation'), { segment: { segmentId: saved.body.id }, contactId: ann })).body).toMatchObject({ isIn: false, problems: [lost] });
    expect((await call('GET', at(`contacts/${ann}/segments`))).body.items).toEqual([]);
  });

  it('is whole again when a flow gives the tag', async () => {
    expect((await call('POST', at('segment-count'), { definition: all(tagged('fresh')) })).body.problems).toMatchObject([{ code: 'tagGone' }]);
    const flow = { formatVersion: 1, name: 'F', language: 'en', nodes: { a: { type: 'addTag', data: { tag: 'fresh' } } }, edges: [], layout: { nodes: {} } };
    expect((await call('POST', at('flows'), { name: 'F', document: flow })).status).toBe(201);
    expect((await call('POST', at('segment-count'), { definition: all(tagged('fresh')) })).body).toMatchObject({ count: 0, problems: [] });
  });
});

describe('the people of a segment', () => {
  it('come newest first, page by page', async () => {
    const ids: string[] = [];
    for (const name of ['Ann', 'Bob', 'Cat', 'Dan']) ids.unshift(await meet(name, { tags: name === 'Bob' ? [] : ['vip'] }));
    const segment = { definition: all(tagged('vip')) };
    const first = await call('POST', at('segment-people'), { segment, limit: 2 });
    expect(first.body.items.map((one: { displayName: string }) => one.displayName)).toEqual(['Dan', 'Cat']);
    const second = await call('POST', at('segment-people'), { segment, limit: 2, cursor: first.body.nextCursor });
    expect(second.body).toMatchObject({ items: [{ contactId: ids[3], displayName: 'Ann', tags: ['vip'], isFriend: true, lastActiveAt: null }], nextCursor: null });
  });

  it('can be asked why', async () => {
    const ann = await meet('Ann', { fields: { visits: '12' } });
    const definition = all({ type: 'field', field: 'visits', test: { op: 'numberIs', compare: 'greaterOrEqual', value: 10 } }, tagged('vip'));
    await meet('Bob', { tags: ['vip'] });
    const { body } = await call('POST', at('segment-explanation'), { segment: { definition }, contactId: ann });
    expect(body).toMatchObject({ isIn: false, problems: [], reason: { isMet: false, seen: { met: 1, of: 2 }, items: [{ isMet: true, code: 'fieldIs', seen: { value: '12' } }, { isMet: false, code: 'tagsHasNone' }] } });
    expect((await call('POST', at('segment-explanation'), { segment: { definition }, contactId: newId() })).status).toBe(404);
  });
});

describe('saved segments', () => {
  it('are made, found by name, changed by one person at a time, and deleted', async () => {
    const ann = await meet('Ann', { tags: ['vip'] });
    const made = await call('POST', at('segments'), { name: 'VIPs', definition: all(tagged('vip')) });
    expect((await call('POST', at('segments'), { name: 'vips', definition: all() })).status).toBe(409);
    const path = at(`segments/${made.body.id}`);
    expect((await call('PUT', path, { name: 'Very important', definition: all(tagged('vip')), revision: made.body.revision })).body).toMatchObject({ name: 'Very important', revision: made.body.revision + 1 });
    expect(await call('PUT', path, { name: 'Too late', definition: all(), revision: made.body.revision })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await call('POST', at('segment-count'), { segmentId: made.body.id })).body.count).toBe(1);
    expect((await call('GET', at(`contacts/${ann}/segments`))).body.items).toEqual([{ id: made.body.id, name: 'Very important' }]);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    const audit = await server.database.pg.run<{ action: string }>(`SELECT action FROM audit_entry WHERE bot_id = $1 AND action LIKE 'segment.%' ORDER BY id`, [botId]);
    expect(audit.rows.map(({ action }) => action)).toEqual(['segment.created', 'segment.saved', 'segment.deleted']);
  });

  it('are not deleted under a campaign that uses them', async () => {
    const made = await call('POST', at('segments'), { name: 'VIPs', definition: all() });
    const use = { kind: 'campaign', id: newId(), name: 'Spring sale' };
    server.app.get(Segments, { strict: false }).registerUser(async (_bot, segmentId) => (segmentId === made.body.id ? [use] : []));
    expect((await call('GET', at(`segments/${made.body.id}/uses`))).body.items).toEqual([use]);
    expect(await call('DELETE', at(`segments/${made.body.id}`))).toMatchObject({ status: 409, body: { details: [{ code: 'campaign', params: { name: 'Spring sale' } }] } });
  });

  it('start a published flow for who comes in, and are not deleted under it', async () => {
    const bob = await meet('Bob', { tags: ['vip'] });
    const ann = await meet('Ann', { tags: ['new'] });
    for (const id of [ann, bob])
      await server.database.pg.query('t.talk', `INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) VALUES ($1::uuid, $2, $3, 'u:' || $1::uuid, $1::uuid)`, [id, botId, channelId]);
    const made = await call('POST', at('segments'), { name: 'VIPs', definition: all(tagged('vip')) });
    const nodes = { start: { type: 'segmentTrigger', data: { segmentId: made.body.id } }, tag: { type: 'addTag', data: { tag: 'greeted' } } };
    const document = { formatVersion: 1, name: 'Greeting', language: 'en', nodes, edges: [{ id: 'e1', from: 'start', port: 'next', to: 'tag' }], layout: { nodes: {} } };
    const flow = await call('POST', at('flows'), { document });
    expect((await call('POST', at(`flows/${flow.body.id}/publish`))).status).toBe(201);
    const looked = () => server.database.pg.run<{ n: number }>('SELECT count(*)::int AS n FROM segment_watch_person WHERE contact_id = $1', [bob]);
    await until(looked, ({ rows }) => rows[0]!.n === 1);
    await call('PATCH', at(`contacts/${ann}`), { addTags: ['vip'] });
    const tagsOf = async (id: string) => (await call('GET', at(`contacts/${id}`))).body.tags;
    await until(() => tagsOf(ann), (tags) => tags.includes('greeted'));
    expect(await tagsOf(bob)).toEqual(['vip']);
    expect(await call('DELETE', at(`segments/${made.body.id}`))).toMatchObject({ status: 409, body: { details: [{ code: 'flow', params: { name: 'Greeting' } }] } });
  });

  it('belong to one bot', async () => {
    const made = await call('POST', at('segments'), { name: 'VIPs', definition: all() });
    botId = (await call('POST', '/bots', { name: 'Other', timeZone: 'UTC' })).body.id;
    expect((await call('GET', at(`segments/${made.body.id}`))).status).toBe(404);
    expect((await call('POST', at('segment-count'), { segmentId: made.body.id })).status).toBe(404);
    expect((await call('DELETE', at(`segments/${made.body.id}`))).status).toBe(404);
  });

  it('refuse what is too deep or too much, each in a sentence', async () => {
    const deep = (levels: number): SegmentItem => (levels === 0 ? tagged('a') : { type: 'group', match: 'all', items: [deep(levels - 1)] });
    expect(await call('POST', at('segments'), { name: 'Deep', definition: deep(6) })).toMatchObject({ status: 400, body: { code: 'invalid' } });
    const many = all(...Array.from({ length: 51 }, () => tagged('a')));
    expect((await call('POST', at('segment-count'), { definition: many })).status).toBe(400);
    expect((await call('POST', at('segment-count'), { definition: all(tagged('a\u0000b')) })).status).toBe(400);
  });
});

it('the activity that rules ask for is read without being asked, and how far behind stands in the metrics', async () => {
  const behind = async () => /^chatloom_audience_activity_behind_seconds (\d+(?:\.\d+)?)$/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1];
  let seconds = Number.NaN;
  // Zero is the gauge before the first reading, and a database that was at rest is caught up with first.
  while (!(seconds > 0 && seconds < 60)) seconds = Number(await behind());
  expect(seconds).toBeGreaterThanOrEqual(5);
});
