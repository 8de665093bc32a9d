import { ContactJobs } from '@chatloom/audience';
import type { Input } from '@chatloom/engine';
import { Ingest } from '@chatloom/conversations';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';

let server: ApiServer;
let owner: Caller;
let bot: string;
let channel: string;

beforeAll(async () => {
  server = await startApiServer();
  owner = await server.owner();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(async () => {
  const made = await owner('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  bot = made.body.id;
  channel = made.body.simulatorChannelId;
});

const at = (path: string) => `/bots/${bot}/${path}`;
const call = (method: string, path: string, body?: unknown) => owner(method, at(path), body);
const search = async (body: object): Promise<any> => (await call('POST', 'contacts/search', body)).body;
const namesOf = (page: { items: { displayName: string | null }[] }) => page.items.map(({ displayName }) => displayName);

async function meet(name: string | null, { tags = [], fields = {}, user = newId() }: { tags?: string[]; fields?: object; user?: string } = {}): Promise<string> {
  const id = newId();
  await server.database.pg.query('t.meet', 'INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, tags, fields) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, bot, channel, user, name, tags, JSON.stringify(fields)]);
  return id;
}

async function happens(user: string, input: Input): Promise<void> {
  await server.app.get(Ingest, { strict: false }).append([{ botId: bot, channelId: channel, conversationKey: `u:${user}`, eventId: newId(), input }]);
}
const says = (user: string, text: string) => happens(user, { type: 'messageReceived', message: { id: newId(), type: 'text', text }, at: Date.now() });

/** A flow that writes a field and then asks. */
async function drawFlow(word: string, nodes: object, edges: [string, string, string][]): Promise<string> {
  const document = {
    formatVersion: 1,
    name: `Flow ${word}`,
    language: 'en',
    nodes: { start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }], priority: 50, whileRunning: 'interrupt' } }, ...nodes },
    edges: edges.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
    layout: { nodes: {} },
  };
  const made = await call('POST', 'flows', { document });
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
}
const ASK_CITY = {
  city: { type: 'setField', data: { field: 'city', from: 'text', text: 'Taipei', valueType: 'text' } },
  ask: { type: 'askText', data: { question: 'And then?', saveTo: { in: 'answer', name: 'more' }, ifTooLate: 'push' } },
};

async function personOf(user: string): Promise<any> {
  const found = await until(() => server.database.pg.run<{ id: string }>('SELECT id FROM contact WHERE channel_id = $1 AND line_user_id = $2', [channel, user]), ({ rows }) => rows.length === 1);
  return (await call('GET', `contacts/${found.rows[0]!.id}`)).body;
}

describe('the list', () => {
  it('finds people by any part of their name, by single Chinese letters, and by a whole LINE id', async () => {
    await meet('王小明', { user: 'U-wang' });
    await meet('陳Ann', { user: 'U-ann' });
    await meet('Bob 100%', { user: 'U-bob' });
    await meet(null, { user: 'U-nameless' });
    for (const [words, found] of [['小', ['王小明']], ['ａＮＮ', ['陳Ann']], ['b 1', ['Bob 100%']], ['0%', ['Bob 100%']], ['U-nameless', [null]], ['nobody', []], ['_', []]] as const) {
      expect([words, namesOf(await search({ search: words }))]).toEqual([words, found]);
    }
  });

  it.each(['name', 'createdAt', 'lastActive'] as const)('goes through everybody once by %s, in both directions', async (by) => {
    for (const name of ['Dan', null, 'ann', 'Bob', 'Bob', 'Cat', '王']) await meet(name);
    const { rows: people } = await server.database.pg.run<{ id: string }>('SELECT id FROM contact WHERE bot_id = $1 ORDER BY display_name DESC NULLS FIRST, id', [bot]);
    for (const [i, moment] of [['2', '2026-01-02T03:04:05.123456Z'], ['4', '2026-01-02T03:04:05.123456Z'], ['5', '2026-03-01T00:00:00Z']] as const) {
      await server.database.pg.run('INSERT INTO contact_activity (contact_id, bot_id, last_active_at) VALUES ($1, $2, $3)', [people[Number(i)]!.id, bot, moment]);
    }
    for (const direction of ['asc', 'desc'] as const) {
      const seen: string[] = [];
      const names: (string | null)[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await search({ sort: { by, direction }, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map(({ id }: { id: string }) => id));
        names.push(...namesOf(page));
        cursor = page.nextCursor;
      }
      expect([...seen].sort()).toEqual(people.map(({ id }) => id).sort());
      if (by === 'name') expect(names).toEqual(direction === 'asc' ? ['ann', 'Bob', 'Bob', 'Cat', 'Dan', '王', null] : [null, '王', 'Dan', 'Cat', 'Bob', 'Bob', 'ann']);
      if (by === 'createdAt') expect(seen).toEqual(direction === 'asc' ? [...seen].sort() : [...seen].sort().reverse());
      if (by === 'lastActive') expect(seen[direction === 'desc' ? 0 : 2]).toBe(people[5]!.id);
    }
  });

  it('is narrowed by a segment, given or saved, and counted', async () => {
    await meet('Ann', { tags: ['vip'] });
    await meet('Bob');
    const filter = { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: ['vip'] }] };
    const saved = (await call('POST', 'segments', { name: 'Best', definition: filter })).body.id;
    expect(namesOf(await search({ filter }))).toEqual(['Ann']);
    expect(namesOf(await search({ segmentId: saved, search: 'b' }))).toEqual([]);
    expect((await call('POST', 'contacts/count', { segmentId: saved })).body).toEqual({ count: 1, isEstimate: false });
    expect(await call('POST', 'contacts/search', { segmentId: newId() })).toMatchObject({ status: 404 });
  });

  it('refuses cursors of another order', async () => {
    for (const name of ['Ann', 'Bob']) await meet(name);
    const { nextCursor } = await search({ limit: 1 });
    for (const cursor of [nextCursor, 'nonsense', Buffer.from('[1]').toString('base64url')]) {
      expect(await call('POST', 'contacts/search', { sort: { by: 'name', direction: 'asc' }, cursor })).toMatchObject({ status: 400, body: { details: [{ code: 'cursorInvalid' }] } });
    }
  });

  it('can be saved as a view of the team', async () => {
    const view = { name: 'Friends', filter: { search: 'a' }, columns: ['name', 'field:city'], sort: { by: 'name', direction: 'asc' } };
    const made = await call('POST', 'contact-views', view);
    expect(made).toMatchObject({ status: 201, body: view });
    expect(await call('POST', 'contact-views', view)).toMatchObject({ status: 409 });
    expect(await call('PUT', `contact-views/${made.body.id}`, { ...view, columns: ['tags'] })).toMatchObject({ status: 200, body: { columns: ['tags'] } });
    expect(await call('DELETE', `contact-views/${made.body.id}`)).toMatchObject({ status: 204 });
    expect((await call('GET', 'contact-views')).body.items).toEqual([]);
  });

  it('never shows people of another bot', async () => {
    const ann = await meet('Ann');
    const other = (await owner('POST', '/bots', { name: 'Other' })).body.id;
    expect((await owner('POST', `/bots/${other}/contacts/search`, {})).body.items).toEqual([]);
    for (const path of ['', '/field-changes', '/messages', '/facts', '/personal-data']) expect(await owner('GET', `/bots/${other}/contacts/${ann}${path}`)).toMatchObject({ status: 404 });
    expect(await owner('DELETE', `/bots/${other}/contacts/${ann}`)).toMatchObject({ status: 404 });
    expect(await owner('PATCH', `/bots/${other}/contacts/${ann}`, { addTags: ['x'] })).toMatchObject({ status: 404 });
  });
});

describe('a person', () => {
  it('has typed fields: what fits is kept, what does not is refused by its place', async () => {
    const ann = await meet('Ann', { fields: { age: 'about thirty' } });
    await call('POST', 'fields', { key: 'age', label: 'Age', type: 'number' });
    await call('POST', 'fields', { key: 'size', label: 'Size', type: 'choice', options: [{ key: 's', label: 'Small' }, { key: 'l', label: 'Large' }] });
    expect((await call('GET', `contacts/${ann}`)).body).toMatchObject({ fields: { age: 'about thirty' }, unfitting: ['age'] });
    expect(await call('PATCH', `contacts/${ann}`, { fields: { age: 'old', size: 'm' } })).toMatchObject({
      status: 400,
      body: { details: [{ path: ['body', 'fields', 'age'], code: 'notANumber' }, { path: ['body', 'fields', 'size'], code: 'notAnOption' }] },
    });
    expect(await call('PATCH', `contacts/${ann}`, { fields: { age: 31, size: 'l', free: 'x' }, addTags: ['vip', 'new'] })).toMatchObject({
      status: 200,
      body: { fields: { age: 31, size: 'l', free: 'x' }, tags: ['new', 'vip'], unfitting: [] },
    });
    expect((await call('PATCH', `contacts/${ann}`, { fields: { free: null }, removeTags: ['new'] })).body).toMatchObject({ fields: { age: 31, size: 'l' }, tags: ['vip'] });
    expect((await call('GET', 'fields')).body.items.map(({ key, isDefined }: { key: string; isDefined: boolean }) => [key, isDefined])).toEqual([['age', true], ['size', true]]);
  });

  it('keeps who or what changed a field: somebody, a program, a step of a flow', async () => {
    const flowId = await drawFlow('hello', ASK_CITY, [['start', 'next', 'city'], ['city', 'next', 'ask']]);
    await says('U-history', 'hello');
    const person = await until(() => personOf('U-history'), ({ fields }) => fields.city === 'Taipei');
    await call('PATCH', `contacts/${person.id}`, { fields: { city: 'Tokyo' } });
    const { items } = (await call('GET', `contacts/${person.id}/field-changes`)).body;
    expect(items).toEqual([
      expect.objectContaining({ field: 'city', before: 'Taipei', after: 'Tokyo', cause: expect.objectContaining({ by: 'api', name: 'Ann' }) }),
      expect.objectContaining({ field: 'city', before: null, after: 'Taipei', cause: { by: 'flow', flowId, nodeId: 'city', turnId: expect.any(String) } }),
    ]);
    const turn = await call('GET', `conversations/${person.conversationId}/turns/${items[1].cause.turnId}`);
    expect(turn).toMatchObject({ status: 200, body: { input: { type: 'messageReceived' } } });
    expect((await call('GET', `contacts/${person.id}/field-changes?field=other`)).body.items).toEqual([]);
  });

  it('shows what was said both ways, newest first, page by page', async () => {
    await drawFlow('hello', { hi: { type: 'text', data: { text: 'Welcome!', ifTooLate: 'push' } } }, [['start', 'next', 'hi']]);
    await says('U-talk', 'hello');
    const person = await personOf('U-talk');
    await until(async () => (await call('GET', `contacts/${person.id}/messages`)).body.items, (items) => items.length === 2);
    await says('U-talk', 'unheard');
    const items = await until(async () => (await call('GET', `contacts/${person.id}/messages`)).body.items, (found) => found.length === 3);
    expect(items.map((item: any) => [item.from, item.kind, item.messages[0]?.text])).toEqual([['person', 'message', 'unheard'], ['bot', 'message', 'Welcome!'], ['person', 'message', 'hello']]);
    expect(items[1]).toMatchObject({ delivery: { by: 'push' }, turnId: items[2].turnId });
    const first = (await call('GET', `contacts/${person.id}/messages?limit=1`)).body;
    expect(first.items).toHaveLength(1);
    const second = (await call('GET', `contacts/${person.id}/messages?limit=1&cursor=${first.nextCursor}`)).body;
    expect([second.items.length, second.nextCursor]).toEqual([2, null]);
  });

  it('can be stopped, and moved to a step', async () => {
    const flowId = await drawFlow('hello', ASK_CITY, [['start', 'next', 'city'], ['city', 'next', 'ask']]);
    await says('U-stands', 'hello');
    const person = await until(() => personOf('U-stands'), ({ session }) => session?.nodeId === 'ask');
    expect(await call('POST', `conversations/${person.conversationId}/stop`, {})).toMatchObject({ status: 202 });
    await until(() => personOf('U-stands'), ({ session }) => session === null);
    expect(await call('POST', `conversations/${person.conversationId}/start`, { flowId, nodeId: 'ask' })).toMatchObject({ status: 202 });
    await until(() => personOf('U-stands'), ({ session }) => session?.nodeId === 'ask');
  });

  it('says yes or no to marketing, with when and how', async () => {
    const ann = await meet('Ann');
    expect((await call('GET', `contacts/${ann}`)).body.consent).toEqual({ state: 'unknown', at: null, by: null, note: '' });
    expect(await call('PUT', `contacts/${ann}/consent`, { state: 'no', note: 'By phone' })).toMatchObject({ status: 200, body: { state: 'no', by: 'api', note: 'By phone', at: expect.any(String) } });
    expect(namesOf(await search({ filter: { type: 'group', match: 'all', items: [{ type: 'consent', is: 'no' }] } }))).toEqual(['Ann']);
  });

  it('agrees in a flow to words that are kept, takes it back, and has both in their history and file', async () => {
    const terms = { question: 'May we send you offers, {{ contact.displayName | default: "friend" }}?', agree: 'I agree', refuse: 'No', version: '2026-11', ifTooLate: 'push' };
    await drawFlow('news', { ask: { type: 'askConsent', data: terms } }, [['start', 'next', 'ask']]);
    await drawFlow('stop', { out: { type: 'withdrawConsent', data: {} } }, [['start', 'next', 'out']]);
    await says('U-news', 'news');
    const { id } = await until(() => personOf('U-news'), ({ session }) => session?.nodeId === 'ask');
    await says('U-news', 'I agree');
    const agreed = await until(() => personOf('U-news'), ({ consent }) => consent.state === 'yes');
    expect(agreed.consent).toEqual({ state: 'yes', by: 'flow', note: 'Flow news', at: expect.any(String) });
    await says('U-news', 'stop');
    await until(() => personOf('U-news'), ({ consent }) => consent.state === 'no');
    await call('PUT', `contacts/${id}/consent`, { state: 'unknown', note: '' });
    const { items } = (await call('GET', `contacts/${id}/consent-changes`)).body;
    expect(items.map(({ state, by, terms: read }: any) => [state, by, read && [read.version, read.text, read.hash.length]])).toEqual([
      ['unknown', 'api', null],
      ['no', 'flow', null],
      ['yes', 'flow', ['2026-11', 'May we send you offers, friend?', 64]],
    ]);
    expect((await call('GET', `contacts/${id}/consent-changes?limit=1&cursor=${items[1].id}`)).body).toEqual({ items: [items[2]], nextCursor: null });
    expect((await call('GET', `contacts/${id}/personal-data`)).body.consentChanges).toHaveLength(3);
    expect((await call('DELETE', `contacts/${id}`)).status).toBe(204);
    expect((await server.database.pg.run('SELECT 1 FROM consent_text WHERE bot_id = $1', [bot])).rows).toEqual([]);
  });
});

describe('tags', () => {
  const tag = async (name: string): Promise<any> => (await call('GET', 'tags')).body.items.find((one: { name: string }) => one.name === name);
  const settled = () => until(() => server.app.get(ContactJobs, { strict: false }).open(bot), (jobs) => jobs.length === 0);

  it('are known from people, from flows and from being made, with counts', async () => {
    await meet('Ann', { tags: ['vip'] });
    await drawFlow('x', { add: { type: 'addTag', data: { tag: 'from a flow' } } }, [['start', 'next', 'add']]);
    expect(await call('POST', 'tags', { name: 'made', color: 'teal' })).toMatchObject({ status: 201, body: { contacts: 0, color: 'teal' } });
    expect(await call('POST', 'tags', { name: 'made' })).toMatchObject({ status: 409 });
    expect((await call('GET', 'tags')).body.items.map(({ name, contacts }: any) => [name, contacts])).toEqual([['from a flow', 0], ['made', 0], ['vip', 1]]);
  });

  it('are renamed and merged for everybody, and deleted', async () => {
    const [ann, bob] = [await meet('Ann', { tags: ['a', 'b'] }), await meet('Bob', { tags: ['b'] })];
    await call('GET', 'tags');
    expect(await call('POST', 'tags/merge', { from: ['a', 'b'], to: 'c' })).toMatchObject({ status: 202, body: { kind: 'merge', to: 'c' } });
    await settled();
    expect((await call('GET', `contacts/${ann}`)).body.tags).toEqual(['c']);
    expect((await call('GET', `contacts/${bob}`)).body.tags).toEqual(['c']);
    expect((await call('GET', 'tags')).body.items.map(({ name, contacts }: any) => [name, contacts])).toEqual([['c', 2]]);
    expect(await call('POST', 'tags/c/rename', { to: 'd' })).toMatchObject({ status: 202 });
    await settled();
    expect(await tag('d')).toMatchObject({ contacts: 2 });
    expect(await call('DELETE', 'tags/d')).toMatchObject({ status: 202 });
    await settled();
    expect((await call('GET', `contacts/${ann}`)).body.tags).toEqual([]);
    expect(await call('DELETE', 'tags/d')).toMatchObject({ status: 404 });
  });

  it('that live flows use keep their old name as an alias, in step with the new one, or are refused', async () => {
    const flowId = await drawFlow('join', { add: { type: 'addTag', data: { tag: 'old' } } }, [['start', 'next', 'add']]);
    expect(await call('POST', `flows/${flowId}/publish`, {})).toMatchObject({ status: 201 });
    const ann = await meet('Ann', { tags: ['old'] });
    expect((await call('GET', 'tags/old/use')).body.flows).toEqual([{ flowId, flowName: 'Flow join', isLive: true, isDraft: true, nodeIds: ['add'] }]);
    expect(await call('POST', 'tags/old/rename', { to: 'new' })).toMatchObject({ status: 409, body: { message: expect.stringContaining('Flow join') } });
    expect(await call('POST', 'tags/old/rename', { to: 'new', keepAlias: true })).toMatchObject({ status: 202 });
    await settled();
    expect((await call('GET', `contacts/${ann}`)).body.tags).toEqual(['new']);
    expect(await tag('new')).toMatchObject({ contacts: 1, aliases: ['old'] });
    expect(await tag('old')).toBeUndefined();
    // The flow goes on with the old word.
    await says('U-joins', 'join');
    await until(() => personOf('U-joins'), ({ tags }) => tags.includes('new'));
    const both = async () => (await server.database.pg.run<{ tags: string[] }>('SELECT tags FROM contact WHERE id = $1', [ann])).rows[0]!.tags;
    expect(await both()).toEqual(['new', 'old']);
    await call('PATCH', `contacts/${ann}`, { removeTags: ['new'] });
    expect(await both()).toEqual([]);
    await call('PATCH', `contacts/${ann}`, { addTags: ['old'] });
    expect(await both()).toEqual(['new', 'old']);
    // The alias alone goes away.
    expect(await call('DELETE', 'tags/old')).toMatchObject({ status: 202 });
    await settled();
    expect(await both()).toEqual(['new']);
  });

  it('are given to many people at once, named or meant by a filter', async () => {
    const ann = await meet('Ann', { tags: ['x'] });
    await meet('Bob');
    const change = await call('POST', 'contacts/change', { people: { search: 'ann' }, addTags: ['spring'], removeTags: ['x'] });
    expect(change).toMatchObject({ status: 202 });
    expect(await until(async () => (await call('GET', `contacts/changes/${change.body.id}`)).body, ({ state }) => state === 'done')).toMatchObject({ changed: 1, problem: null });
    expect((await call('GET', `contacts/${ann}`)).body.tags).toEqual(['spring']);
    expect(await tag('spring')).toMatchObject({ contacts: 1 });
  });
});

describe('fields', () => {
  it('are described, ordered, changed and deleted, with what people have in them or without', async () => {
    const ann = await meet('Ann', { fields: { city: 'Taipei', loose: 1 } });
    for (const key of ['city', 'age']) expect(await call('POST', 'fields', { key, label: key.toUpperCase(), type: 'text' })).toMatchObject({ status: 201 });
    expect(await call('POST', 'fields', { key: 'city', label: 'x', type: 'text' })).toMatchObject({ status: 409 });
    expect(await call('POST', 'fields', { key: '__proto__', label: 'x', type: 'text' })).toMatchObject({ status: 400 });
    const order = await call('PUT', 'fields/order', { keys: ['age', 'city'] });
    expect(order.body.items.map(({ key }: { key: string }) => key)).toEqual(['age', 'city', 'loose']);
    expect(await call('PATCH', 'fields/age', { type: 'number' })).toMatchObject({ status: 200, body: { type: 'number', label: 'AGE' } });
    expect((await call('GET', 'fields/city/use')).body).toEqual({ contacts: 1, isEstimate: false, flows: [], others: [] });
    expect(await call('DELETE', 'fields/city')).toMatchObject({ status: 204 });
    expect((await call('GET', `contacts/${ann}`)).body.fields).toEqual({ city: 'Taipei', loose: 1 });
    expect(await call('DELETE', 'fields/city?values=delete')).toMatchObject({ status: 204 });
    await until(async () => (await call('GET', `contacts/${ann}`)).body.fields, (fields) => !('city' in fields));
    const { items } = (await call('GET', `contacts/${ann}/field-changes?field=city`)).body;
    expect(items[0]).toMatchObject({ before: 'Taipei', after: null, cause: { by: 'api' } });
  });
});

describe('an export', () => {
  it('writes people as CSV that spreadsheets read and do not run, only for who asked for it', async () => {
    await meet('=1+1', { tags: ['a', 'b'], fields: { city: 'He said "hi", twice', n: -5 } });
    await meet('王');
    const made = await call('POST', 'contact-exports', { people: {}, columns: ['name', 'tags', 'field:city', 'field:n', 'isFriend'] });
    expect(made).toMatchObject({ status: 201 });
    const file = await call('GET', `contact-exports/${made.body.id}/file`);
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', expect.stringContaining('attachment')]);
    // fetch takes the byte order mark off.
    expect(file.body.replace('\ufeff', '')).toBe('name,tags,city,n,isFriend\r\n\'=1+1,"a, b","He said ""hi"", twice",-5,yes\r\n王,,,,yes\r\n');
    const { rows } = await server.database.pg.run(`SELECT action FROM audit_entry WHERE bot_id = $1 AND action = 'contacts.exported'`, [bot]);
    expect(rows).toHaveLength(1);
    await server.database.pg.run('UPDATE contact_export SET person_id = $2 WHERE id = $1', [made.body.id, newId()]);
    expect(await call('GET', `contact-exports/${made.body.id}/file`)).toMatchObject({ status: 404 });
  });
});

describe('friend sources', () => {
  it('count who opens the page and who sends the code, give the tags and start the flow', async () => {
    const flowId = await drawFlow('unsaid', { ask: ASK_CITY.ask }, [['start', 'next', 'ask']]);
    const made = await call('POST', 'friend-sources', { channelId: channel, name: 'Shop window', tags: ['window'], flowId, code: 'Spring26' });
    expect(made).toMatchObject({ status: 201, body: { code: 'Spring26', message: '(#Spring26)', lineUrl: null, url: expect.stringMatching(/\/f\/Spring26$/), counts: { opened: 0, people: 0 } } });
    expect(await call('POST', 'friend-sources', { channelId: channel, name: 'Again', code: 'spring26' })).toMatchObject({ status: 409 });
    const page = await fetch(`${server.url}/f/spring26`, { headers: { 'user-agent': 'Mozilla/5.0 (iPhone)', 'accept-language': 'ja' } });
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("default-src 'none'")]);
    expect(await page.text()).toContain('(#Spring26)');
    await fetch(`${server.url}/f/Spring26`, { headers: { 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' } });
    await says('U-comes', 'Hello (#spring26)');
    const person = await until(() => personOf('U-comes'), ({ session }) => session?.nodeId === 'ask');
    expect(person).toMatchObject({ tags: ['window'], source: { id: made.body.id, name: 'Shop window' } });
    await says('U-comes', '(#Spring26)');
    const [source] = await until(async () => (await call('GET', 'friend-sources')).body.items, ([one]) => one.counts.people === 1);
    expect(source.counts).toEqual({ opened: 1, people: 1, joined: 1, friends: 1 });
    expect(namesOf(await search({ filter: { type: 'group', match: 'all', items: [{ type: 'source', sourceIds: [made.body.id] }] } }))).toHaveLength(1);
  });

  it('leave messages with an unknown code to the flows, and say at their page that they are over', async () => {
    await drawFlow('(#nothing)', { ask: ASK_CITY.ask }, [['start', 'next', 'ask']]);
    await says('U-other', '(#nothing)');
    await until(() => personOf('U-other'), ({ session }) => session?.nodeId === 'ask');
    expect((await fetch(`${server.url}/f/nothing`)).status).toBe(404);
    const made = (await call('POST', 'friend-sources', { channelId: channel, name: 'Off' })).body;
    await call('PUT', `friend-sources/${made.id}`, { name: 'Off', isActive: false });
    expect((await fetch(`${server.url}/f/${made.code}`)).status).toBe(404);
  });

  it('have QR codes to print', async () => {
    const made = (await call('POST', 'friend-sources', { channelId: channel, name: 'Poster' })).body;
    const svg = await call('GET', `friend-sources/${made.id}/qr.svg`);
    expect([svg.headers.get('content-type'), svg.body.slice(0, 4)]).toEqual(['image/svg+xml', '<svg']);
    const png = await call('GET', `friend-sources/${made.id}/qr.png?size=500`);
    expect([png.headers.get('content-type'), png.body.slice(1, 4)]).toEqual(['image/png', 'PNG']);
    expect(await call('DELETE', `friend-sources/${made.id}`)).toMatchObject({ status: 204 });
  });
});

describe('personal data', () => {
  it('is handed out whole, and deleted whole; who writes again is somebody new', async () => {
    await drawFlow('hello', ASK_CITY, [['start', 'next', 'city'], ['city', 'next', 'ask']]);
    await says('U-leaves', 'hello');
    const person = await until(() => personOf('U-leaves'), ({ session }) => session?.nodeId === 'ask');
    await happens('U-leaves', { type: 'messageReceived', message: { id: 'm1', type: 'text', text: 'my secret' }, at: Date.now() });
    await until(async () => (await call('GET', `contacts/${person.id}/messages`)).body.items, (items) => JSON.stringify(items).includes('my secret'));
    const file = (await call('GET', `contacts/${person.id}/personal-data`)).body;
    expect(file).toMatchObject({ profile: { lineUserId: 'U-leaves', fields: { city: 'Taipei' } }, fieldChanges: [{ field: 'city', after: 'Taipei' }] });
    expect(JSON.stringify(file.conversation.turns)).toContain('my secret');
    expect(JSON.stringify(file.conversation.messages)).toContain('And then?');

    expect(await call('DELETE', `contacts/${person.id}`)).toMatchObject({ status: 204 });
    expect(await call('GET', `contacts/${person.id}`)).toMatchObject({ status: 404 });
    for (const table of ['turn', 'outbox', 'timer', 'inbox', 'media']) {
      const { rows } = await server.database.pg.run(`SELECT 1 FROM ${table} WHERE conversation_id = $1`, [person.conversationId]);
      expect([table, rows]).toEqual([table, []]);
    }
    const { rows: left } = await server.database.pg.run('SELECT 1 FROM contact_field_change WHERE contact_id = $1', [person.id]);
    expect(left).toEqual([]);
    const { rows: audited } = await server.database.pg.run(`SELECT details FROM audit_entry WHERE bot_id = $1 AND action = 'contact.deleted'`, [bot]);
    expect(audited).toEqual([{ details: { contactId: person.id } }]);

    await says('U-leaves', 'hello');
    const again = await until(() => personOf('U-leaves'), ({ fields }) => fields.city === 'Taipei');
    expect(again.id).not.toBe(person.id);
    expect(again.conversationId).not.toBe(person.conversationId);
  });
});
