import { createHmac, randomUUID } from 'node:crypto';
import { templates } from '@chatloom/bots';
import { Routes, templateSchema } from '@chatloom/contract';
import { stringifyDocument } from '@chatloom/flow';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';

let line: LineStandIn;
let server: ApiServer;
let owner: Caller;
let bot: string;
beforeAll(async () => {
  line = await startLineStandIn();
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url, PUBLIC_URL: 'https://chat.example.com' });
  owner = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await line.close();
}, 30_000);
beforeEach(async () => {
  line.calls.length = 0;
  bot = (await owner('POST', '/bots', { name: 'Ann’s café', timeZone: 'Asia/Tokyo', language: 'ja' })).body.id;
});

const secrets = { name: 'Shop', channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'token-of-the-shop-1234' };
const connect = async () => {
  const { body } = await owner('POST', `/bots/${bot}/channels`, secrets);
  line.calls.length = 0;
  return body;
};
const makeFlow = async (body: object = { template: 'faq' }) => (await owner('POST', `/bots/${bot}/flows`, body)).body;

describe('a bot', () => {
  it('is made with its simulator channel, changed, and archived', async () => {
    const made = (await owner('GET', `/bots/${bot}`)).body;
    expect(made).toMatchObject({ name: 'Ann’s café', timeZone: 'Asia/Tokyo', businessHours: null, archivedAt: null, simulatorChannelId: expect.any(String) });
    const changed = await owner('PATCH', `/bots/${bot}`, { name: 'Café', businessHours: { 1: [{ from: '09:00', to: '18:00' }] } });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Café', businessHours: { 1: [{ from: '09:00', to: '18:00' }] } } });
    expect((await owner('GET', `/bots/${bot}/channels`)).body.items).toMatchObject([{ kind: 'simulator', runs: 'draft', name: 'Café' }]);
    expect((await owner('PATCH', `/bots/${bot}`, { timeZone: 'Mars' })).body.details).toMatchObject([{ path: ['body', 'timeZone'] }]);
    expect((await owner('DELETE', `/bots/${bot}`)).status).toBe(204);
    expect((await owner('GET', `/bots/${bot}`)).status).toBe(404);
    expect((await owner('GET', '/bots')).body.items.map((one: { id: string }) => one.id)).not.toContain(bot);
  });

  it('of somebody else is not there, whatever is asked', async () => {
    const strangersBot = '019aa000-0000-7000-8000-00000000000b';
    const flow = await makeFlow();
    await server.database.pg.run('DELETE FROM bot_member WHERE bot_id = $1', [bot]);
    for (const route of Object.values(Routes)) {
      if (!route.path.startsWith('/bots/:botId')) continue;
      for (const botId of [bot, strangersBot]) {
        const path = route.path.replace(':botId', botId).replace(':flowId', flow.id).replace(/:\w+/g, '019aa000-0000-7000-8000-000000000001');
        const answer = await owner(route.method, path, route.method === 'GET' || route.method === 'DELETE' ? undefined : {});
        expect([route.path, answer.status, answer.body.code]).toEqual([route.path, 404, 'notFound']);
      }
    }
  });
});

describe('things of one bot', () => {
  it('are not reached through another, even by somebody who owns both', async () => {
    const flow = await makeFlow();
    const channel = await connect();
    const other = (await owner('POST', '/bots', { name: 'Ann’s bar' })).body.id;
    const bodies: Record<string, object> = {
      'PUT /bots/:botId/flows/:flowId/draft': { baseRevision: 1, document: flow.document },
      'POST /bots/:botId/flows/:flowId/operations': { baseRevision: 1, clientId: 'x', operations: [{ type: 'renameFlow', name: 'Mine now' }] },
      'PATCH /bots/:botId/flows/:flowId': { name: 'Mine now', position: 0 },
      'PATCH /bots/:botId/channels/:channelId': { name: 'Mine now', accessToken: 'a-token-of-mine' },
      'PUT /bots/:botId/channels/:channelId/token-key': { kid: 'key-1' },
      'PUT /bots/:botId/channels/:channelId/send-reserve': { messages: 10 },
      'POST /bots/:botId/channels/:channelId/held-pushes': { decision: 'drop' },
      'POST /bots/:botId/channels/:channelId/audiences': { name: 'Mine now', tag: 'vip' },
      'POST /bots/:botId/channels/:channelId/coupons': { title: 'Mine now', startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-02T00:00:00.000Z', timezone: 'ASIA_TOKYO', reward: { type: 'free' } },
    };
    const routes = Object.values(Routes).filter(({ path }) => path.includes(':flowId') || path.includes(':channelId'));
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, path } of routes) {
      const address = path.replace(':botId', other).replace(':flowId', flow.id).replace(':channelId', channel.id).replace(':number', '1');
      const answer = await owner(method, address, method === 'GET' || method === 'DELETE' ? undefined : (bodies[`${method} ${path}`] ?? {}));
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect((await owner('GET', `/bots/${bot}/flows/${flow.id}`)).body).toMatchObject({ name: flow.name, revision: 1 });
    expect((await owner('GET', `/bots/${bot}/channels`)).body.items[1]).toMatchObject({ name: 'Shop', tokenLastFour: '1234' });
    expect(line.calls).toEqual([]);
  });
});

describe('a LINE channel', () => {
  it('takes secrets in and never gives them out', async () => {
    const made = await owner('POST', `/bots/${bot}/channels`, secrets);
    expect(made).toMatchObject({ status: 201, body: { kind: 'line', secretLastFour: 'cdef', tokenLastFour: '1234', state: 'active', runs: 'published' } });
    expect(made.body.webhookUrl).toMatch(/^https:\/\/chat\.example\.com\/webhook\/[\w-]{24}$/);
    const everything = JSON.stringify([made.body, (await owner('GET', `/bots/${bot}/channels`)).body, (await owner('PATCH', `/bots/${bot}/channels/${made.body.id}`, { accessToken: 'another-token-5678' })).body]);
    expect(everything).not.toContain(secrets.channelSecret);
    expect(everything).not.toContain(secrets.accessToken);
    expect((await owner('DELETE', `/bots/${bot}/channels/${made.body.id}`)).status).toBe(204);
    const simulator = (await owner('GET', `/bots/${bot}/channels`)).body.items[0];
    expect(await owner('DELETE', `/bots/${bot}/channels/${simulator.id}`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('is checked at LINE: who the bot is, the quota, and what is wrong with the webhook', async () => {
    const { id, webhookUrl } = await connect();
    const check = async () => (await owner('POST', `/bots/${bot}/channels/${id}/check`)).body;
    expect(await check()).toMatchObject({ ok: false, botInfo: { basicId: '@shop' }, quota: { limit: 200, used: 5 }, webhook: { endpoint: null, ours: false }, problems: [{ code: 'webhookMissing' }] });
    expect(line.calls.map((call) => call.token)).toEqual(Array(5).fill(`Bearer ${secrets.accessToken}`));
    expect((await owner('GET', `/bots/${bot}/channels`)).body.items[1]).toMatchObject({ botUserId: 'U00000000000000000000000000000001', displayName: 'The Shop' });

    line.answers['GET /v2/bot/channel/webhook/endpoint'] = { status: 200, body: { endpoint: 'https://old.example.com/hook', active: false } };
    expect((await check()).problems.map((problem: { code: string }) => problem.code)).toEqual(['webhookElsewhere', 'webhookInactive']);
    line.answers['GET /v2/bot/channel/webhook/endpoint'] = { status: 200, body: { endpoint: webhookUrl, active: true } };
    expect(await check()).toMatchObject({ ok: true, problems: [] });

    line.answers['GET /v2/bot/info'] = { status: 401, body: { message: 'Authentication failed' } };
    expect(await check()).toMatchObject({ ok: false, problems: [{ code: 'unauthorized' }] });
    line.answers['GET /v2/bot/info'] = { status: 500, body: { message: 'oops' } };
    expect(await check()).toMatchObject({ ok: false, problems: [{ code: 'unreachable' }] });
  });

  it('has its webhook set and tested through LINE, with the outcome explained', async () => {
    const { id, webhookUrl } = await connect();
    const set = () => owner('POST', `/bots/${bot}/channels/${id}/webhook`);
    expect(await set()).toMatchObject({ status: 200, body: { success: true, endpoint: webhookUrl, reason: 'OK', explained: expect.stringContaining('right answer') } });
    expect(line.calls.map((call) => [call.method, call.body])).toEqual([['PUT', { endpoint: webhookUrl }], ['POST', { endpoint: webhookUrl }]]);
    line.answers['POST /v2/bot/channel/webhook/test'] = { status: 200, body: { success: false, statusCode: 401, reason: 'ERROR_STATUS_CODE', detail: '401' } };
    expect((await set()).body).toMatchObject({ success: false, explained: expect.stringContaining('channel secret') });
    line.answers['PUT /v2/bot/channel/webhook/endpoint'] = { status: 400, body: { message: 'The request body has 1 error(s)', details: [{ message: 'Invalid webhook endpoint URL', property: 'endpoint' }] } };
    expect(await set()).toMatchObject({ status: 502, body: { code: 'upstream', details: [{ path: ['endpoint'], message: 'Invalid webhook endpoint URL' }] } });
  });

  it('goes on after a pause when somebody says so', async () => {
    const { id } = await connect();
    expect((await owner('PATCH', `/bots/${bot}/channels/${id}`, { state: 'paused' })).body).toMatchObject({ state: 'paused', pausedReason: 'byPerson' });
    expect((await owner('POST', `/bots/${bot}/channels/${id}/resume`)).body).toMatchObject({ state: 'active', pausedReason: null });
  });
});

describe('flows', () => {
  it('are made from templates, named in the language of the bot', async () => {
    const { items } = (await owner('GET', '/templates')).body;
    expect(items.map((template: { id: string }) => template.id)).toEqual(['restaurant-booking', 'faq', 'marketing-welcome']);
    for (const item of items) expect(templateSchema.safeParse(item).error).toBeUndefined();
    for (const { id, title } of items) {
      const flow = await owner('POST', `/bots/${bot}/flows`, { template: id });
      expect(flow).toMatchObject({ status: 201, body: { name: title.ja, state: 'draft', revision: 1, document: { language: 'ja' } } });
      expect((await owner('POST', `/bots/${bot}/flows/${flow.body.id}/publish`)).status).toBe(201);
    }
    const listed = (await owner('GET', `/bots/${bot}/flows`)).body.items;
    expect(listed.map((flow: { state: string; problems: { blocking: number } }) => [flow.state, flow.problems.blocking])).toEqual(Array(3).fill(['live', 0]));
    expect(listed[0].picture.nodes.length).toBeGreaterThan(5);
  });

  it('are edited, published, rolled back and exported', async () => {
    const { id, document } = await makeFlow({ name: 'My answers', template: 'faq' });
    const at = (rest: string) => `/bots/${bot}/flows/${id}${rest}`;
    expect((await owner('POST', at('/publish'), { note: 'First' })).body.version).toMatchObject({ number: 1, note: 'First', current: true, publishedBy: { name: 'Ann' } });
    const edit = { baseRevision: 1, clientId: 'window', operations: [{ type: 'renameFlow', name: 'Better answers' }] };
    expect((await owner('POST', at('/operations'), edit)).body).toMatchObject({ revision: 2, problems: expect.any(Array) });
    const conflict = await owner('POST', at('/operations'), { ...edit, clientId: 'other', operations: [{ type: 'renameFlow', name: 'Other' }] });
    expect(conflict).toMatchObject({ status: 409, body: { code: 'conflict', currentRevision: 2, details: [], operations: [{ revision: 2, clientId: 'window', operations: edit.operations }] } });
    expect((await owner('GET', at(''))).body).toMatchObject({ name: 'Better answers', state: 'changed', revision: 2 });
    await owner('POST', at('/publish'));
    const back = await owner('POST', at('/versions/1/rollback'), { note: 'Was better' });
    expect(back).toMatchObject({ status: 201, body: { version: { number: 3, note: 'Was better' }, revision: 3 } });
    expect((await owner('GET', at('/versions'))).body.items.map((version: { number: number; current: boolean }) => [version.number, version.current])).toEqual([[3, true], [2, false], [1, false]]);
    expect((await owner('GET', at('/versions/2'))).body.document.name).toBe('Better answers');
    const file = await fetch(`${server.url}/api/v1${at('/export')}`, { headers: { authorization: await tokenHeader() } });
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="flow.json"; filename*=UTF-8''My%20answers.json`);
    expect(await file.text()).toBe(stringifyDocument(document));
    expect((await owner('POST', at('/unpublish'))).body.state).toBe('draft');
    expect((await owner('POST', at('/duplicate'))).body).toMatchObject({ name: 'My answers 2', state: 'draft' });
    expect((await owner('DELETE', at(''))).status).toBe(204);
    expect((await owner('GET', `/bots/${bot}/flows?archived=true`)).body.items).toMatchObject([{ id, state: 'archived' }]);
    expect((await owner('POST', at('/restore'))).body.state).toBe('draft');
    expect((await owner('PATCH', at(''), { name: 'Last name', position: 0 })).body).toMatchObject({ name: 'Last name', position: 0 });
  });

  it('that cannot be published say why, with the node', async () => {
    const { id } = await makeFlow({ name: 'Blank' });
    expect(await owner('POST', `/bots/${bot}/flows/${id}/publish`)).toMatchObject({ status: 422, body: { code: 'blocked', details: [{ code: 'noTrigger' }] } });
    const document = structuredClone(templates.find((template) => template.id === 'faq')!.document);
    document.nodes['hours']!.data['text'] = '';
    const answer = (await owner('POST', `/bots/${bot}/flows/check`, { document })).body;
    expect(answer.problems).toEqual(expect.arrayContaining([expect.objectContaining({ nodeId: 'hours', severity: 'blocking', path: expect.arrayContaining(['text']) })]));
  });

  it('from a broken document are refused with a sentence per fault, and the draft stays as it was', async () => {
    const { id } = await makeFlow();
    const before = (await owner('GET', `/bots/${bot}/flows/${id}`)).body;
    const broken = await owner('PUT', `/bots/${bot}/flows/${id}/draft`, { baseRevision: 1, document: { formatVersion: 1, name: '', language: 'en', nodes: [], edges: {} } });
    expect(broken).toMatchObject({ status: 422, body: { code: 'blocked' } });
    expect(broken.body.details.length).toBeGreaterThanOrEqual(3);
    for (const detail of broken.body.details) expect(detail.message).toMatch(/\.$/);
    expect((await owner('GET', `/bots/${bot}/flows/${id}`)).body).toEqual(before);
  });

  it('survive hostile documents: nothing is stored and others are answered meanwhile', async () => {
    const { id } = await makeFlow();
    const path = `/bots/${bot}/flows/${id}/draft`;
    const nodes = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, { type: 'text', data: { text: 'x'.repeat(40) } }]));
    const head = '"formatVersion":1,"name":"x","language":"en","edges":[],"layout":{"nodes":{}}';
    const hostile = [
      JSON.stringify({ baseRevision: 1, document: { formatVersion: 1, name: 'x', language: 'en', nodes, edges: [], layout: { nodes: {} } } }),
      `{"baseRevision":1,"document":{${head},"nodes":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}}`,
      `{"baseRevision":1,"document":{${head},"nodes":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`,
    ];
    for (const body of hostile) {
      const begun = performance.now();
      const [answer, other] = await Promise.all([owner('PUT', path, body), owner('GET', '/bots')]);
      expect([answer.status, answer.body.code, other.status]).toEqual([422, 'blocked', 200]);
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
    expect((await owner('PUT', path, `{"baseRevision":1,"document":{${head},"nodes":{"__proto__":{"type":"text","data":{}}}}}`)).status).toBe(400);
    expect((await owner('GET', `/bots/${bot}/flows/${id}`)).body.revision).toBe(1);
  });
});

describe('people', () => {
  it('are found page by page once they wrote, with what was said and why; and things can be started with them', async () => {
    const { id: channelId, webhookUrl } = await connect();
    const flow = await makeFlow({ name: 'Greeting', document: greeting });
    await owner('POST', `/bots/${bot}/flows/${flow.id}/publish`);
    await say(webhookUrl, 'hello', 'U' + 'a'.repeat(32));
    expect((await line.next('/v2/bot/message/reply')).body.messages).toMatchObject([{ type: 'text', text: 'Nice to meet you' }]);
    await say(webhookUrl, 'something else', 'U' + 'b'.repeat(32));

    const contacts = (await owner('GET', `/bots/${bot}/contacts?limit=1`)).body;
    expect(contacts.items).toHaveLength(1);
    const rest = (await owner('GET', `/bots/${bot}/contacts?limit=1&cursor=${contacts.nextCursor}`)).body;
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null]);
    expect((await owner('GET', `/bots/${bot}/contacts?cursor=made-up`)).status).toBe(400);
    const ann = [...contacts.items, ...rest.items].find((contact: { lineUserId: string }) => contact.lineUserId.startsWith('Ua'));
    expect(ann).toMatchObject({ channelId, isFriend: true, conversationId: expect.any(String), lastSeenAt: expect.any(String) });
    expect((await owner('GET', `/bots/${bot}/contacts/${ann.id}`)).body).toMatchObject({ id: ann.id, fields: {}, session: null });

    const turns = (await owner('GET', `/bots/${bot}/conversations/${ann.conversationId}/turns`)).body.items;
    expect(turns).toMatchObject([{ input: { type: 'messageReceived' }, path: [{ nodeId: 'start', port: 'next' }, { nodeId: 'hello', port: 'next' }], messages: [{ by: 'reply', messages: [{ text: 'Nice to meet you' }] }] }]);

    expect((await owner('POST', `/bots/${bot}/conversations/${ann.conversationId}/start`, { flowId: flow.id })).status).toBe(202);
    expect((await owner('POST', `/bots/${bot}/conversations/${ann.conversationId}/start`, { flowId: ann.id })).status).toBe(404);
    expect((await owner('POST', `/bots/${bot}/api-triggers/order`, { lineUserId: ann.lineUserId, payload: { number: 7 } })).status).toBe(202);
    expect((await owner('POST', `/bots/${bot}/api-triggers/order`, { lineUserId: 'Unobody', payload: {} })).status).toBe(404);
    expect((await owner('POST', `/bots/${bot}/api-triggers/order`, { payload: {} })).status).toBe(400);
  });
});

const greeting = {
  formatVersion: 1,
  name: 'Greeting',
  language: 'en',
  nodes: {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'hello' }], priority: 50, whileRunning: 'interrupt' } },
    hello: { type: 'text', data: { text: 'Nice to meet you', quickReplies: [], ifTooLate: 'drop' } },
  },
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'hello' }],
  layout: { nodes: {} },
};

async function tokenHeader(): Promise<string> {
  const { body } = await owner('POST', '/tokens', { name: 'file' });
  return `Bearer ${body.token}`;
}

async function say(webhookUrl: string, text: string, userId: string): Promise<void> {
  const body = JSON.stringify({
    destination: 'U0',
    events: [{ type: 'message', mode: 'active', timestamp: Date.now(), webhookEventId: randomUUID(), deliveryContext: { isRedelivery: false }, replyToken: randomUUID(), source: { type: 'user', userId }, message: { type: 'text', id: '1', text } }],
  });
  const signature = createHmac('sha256', secrets.channelSecret).update(body).digest('base64');
  const response = await fetch(webhookUrl.replace('https://chat.example.com', server.url), { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-line-signature': signature } });
  expect(response.status).toBe(200);
}
