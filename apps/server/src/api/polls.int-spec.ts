import { createHmac, randomUUID } from 'node:crypto';
import { pollRoutes } from '@chatloom/contract';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';
import { until } from '@chatloom/test/until';

const SECRET = '0123456789abcdef0123456789abcdef';
let line: LineStandIn;
let server: ApiServer;
let call: Caller;
let stranger: Caller;
let bot: string;
let base: string;
let webhook: string;

const DOCUMENT = { question: 'Tea or coffee?', kind: 'single', secret: false, choices: [{ id: 'tea', label: 'Tea' }, { id: 'coffee', label: '=Coffee' }] };

beforeAll(async () => {
  line = await startLineStandIn();
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url });
  call = await server.owner();
  stranger = server.anonymous;
  bot = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' })).body.id;
  base = `/bots/${bot}/polls`;
  const channel = (await call('POST', `/bots/${bot}/channels`, { name: 'Shop', channelSecret: SECRET, accessToken: 'token-of-the-shop-1234' })).body;
  webhook = server.url + new URL(channel.webhookUrl).pathname;
  for (const [user, displayName] of [['a', 'Ann'], ['b', '@Bob']] as const) line.answers[`GET /v2/bot/profile/${userId(user)}`] = { status: 200, body: { userId: userId(user), displayName } };
}, 60_000);
afterAll(async () => {
  await server.stop();
  await line.close();
}, 30_000);

const userId = (letter: string) => `U${letter.repeat(32)}`;
const create = async (document: object = DOCUMENT) => (await call('POST', base, { name: 'Drinks', document })).body;
const opened = async (document?: object): Promise<string> => {
  const { id } = await create(document);
  await call('POST', `${base}/${id}/open`);
  return id;
};
const audited = async (pollId: string): Promise<string[]> => (await server.database.pg.run<{ action: string }>(`SELECT action FROM audit_entry WHERE bot_id = $1 AND details ->> 'pollId' = $2 ORDER BY id`, [bot, pollId])).rows.map(({ action }) => action);

/** Something a person does in the chat; answers with what the bot replied to it. */
async function does(letter: string, what: object): Promise<any[]> {
  const replyToken = randomUUID();
  const event = { ...what, webhookEventId: replyToken, deliveryContext: { isRedelivery: false }, timestamp: Date.now(), source: { type: 'user', userId: userId(letter) }, replyToken, mode: 'active' };
  const body = JSON.stringify({ destination: userId('0'), events: [event] });
  const response = await fetch(webhook, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-line-signature': createHmac('sha256', SECRET).update(body).digest('base64') } });
  expect(response.status).toBe(200);
  const reply: any = await until(() => new Promise((resolve) => setImmediate(() => resolve(line.calls.find((one) => one.body?.replyToken === replyToken)))), Boolean);
  return reply.body.messages;
}
const taps = (messages: unknown): string[] => [...JSON.stringify(messages).matchAll(/"data":"(g\|[^"]+\|v\.[^"]+)"/g)].map((match) => match[1]!);
/** The card of this poll in the chat of a person: data of its choices. */
async function cardOf(pollId: string, letter: string): Promise<string[]> {
  const word = `vote ${pollId}`;
  const document = {
    formatVersion: 1, name: word, language: 'en', layout: { nodes: {} },
    nodes: { t: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }] } }, s: { type: 'showPoll', data: { pollId } } },
    edges: [{ id: 'e', from: 't', port: 'next', to: 's' }],
  };
  const { items } = (await call('GET', `/bots/${bot}/flows`)).body;
  if (!items.some(({ name }: { name: string }) => name === word)) {
    const { id } = (await call('POST', `/bots/${bot}/flows`, { name: word, document })).body;
    expect((await call('POST', `/bots/${bot}/flows/${id}/publish`, {})).status).toBeLessThan(300);
  }
  return taps(await does(letter, { type: 'message', message: { type: 'text', id: randomUUID(), quoteToken: 'q', text: word } }));
}
const tap = (letter: string, data: string) => does(letter, { type: 'postback', postback: { data } });
const refusals = async (id: string): Promise<{ why: string; by: string; displayName: string }[]> => (await call('GET', `/bots/${bot}/games/${id}/refusals`)).body.items;
const results = async (id: string) => (await call('GET', `${base}/${id}`)).body.results.choices.map(({ votes }: { votes: number }) => votes);

it('a poll is opened once however often that is asked, votes count, and a closed one takes no more', async () => {
  const id = await opened();
  const again = (await call('POST', `${base}/${id}/open`)).body;
  expect(again).toMatchObject({ state: 'open', openedAt: (await call('GET', `${base}/${id}`)).body.openedAt });
  const [tea, coffee] = await cardOf(id, 'a');
  await tap('a', tea!);
  await tap('b', (await cardOf(id, 'b'))[1]!);
  expect(await results(id)).toEqual([1, 1]);

  expect((await call('POST', `${base}/${id}/close`)).body).toMatchObject({ state: 'closed' });
  expect((await call('POST', `${base}/${id}/close`)).body).toMatchObject({ state: 'closed' });
  expect(JSON.stringify(await tap('a', coffee!))).toContain('This vote has closed.');
  expect(await results(id)).toEqual([1, 1]);
  expect(await call('POST', `${base}/${id}/open`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await audited(id)).toEqual(['poll.opened', 'poll.closed', 'poll.closed']);
  // Opened twice, and a vote on a closed poll: nothing came of either, and the host can see both.
  expect((await refusals(id)).map(({ why, by, displayName }) => [why, by, displayName])).toEqual([['closed', 'player', 'Ann'], ['startedTwice', 'team', expect.any(String)]]);
});

it('taps that were forged, or belong to somebody else, get a word, change nothing and stand in the record', async () => {
  const id = await opened();
  const [tea] = await cardOf(id, 'a');
  await cardOf(id, 'b');
  await tap('b', tea!);
  await tap('a', tea!.replace('|v.', '|v.x'));
  expect(await results(id)).toEqual([0, 0]);
  expect(await refusals(id)).toMatchObject([{ why: 'forged', by: 'player', displayName: 'Ann' }, { why: 'forged', displayName: '@Bob' }]);
  const first = (await call('GET', `/bots/${bot}/games/${id}/refusals?limit=1`)).body;
  expect((await call('GET', `/bots/${bot}/games/${id}/refusals?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({ items: [{ displayName: '@Bob' }], nextCursor: null });
  expect((await stranger('GET', `/bots/${bot}/games/${id}/refusals`)).status).toBe(401);
});

it('once people vote the question stands still; a poll is copied to ask something else', async () => {
  const draft = await create();
  const saved = await call('PUT', `${base}/${draft.id}`, { name: 'Hot drinks', document: { ...DOCUMENT, question: 'Which one?' }, revision: draft.revision });
  expect(saved.body).toMatchObject({ name: 'Hot drinks', document: { question: 'Which one?' } });
  expect(await call('PUT', `${base}/${draft.id}`, { name: 'Late', document: DOCUMENT, revision: draft.revision })).toMatchObject({ status: 409 });
  await call('POST', `${base}/${draft.id}/open`);
  const change = (document: object) => call('PUT', `${base}/${draft.id}`, { name: 'Hot', document, revision: saved.body.revision });
  expect(await change({ ...saved.body.document, question: 'Another one?' })).toMatchObject({ status: 409, body: { code: 'rulesFixed' } });
  expect(await change({ ...saved.body.document, closesAt: '2099-01-01T00:00:00.000Z' })).toMatchObject({ status: 200, body: { name: 'Hot', closesAt: '2099-01-01T00:00:00.000Z' } });
  expect(await call('DELETE', `${base}/${draft.id}`)).toMatchObject({ status: 409 });
  expect((await call('POST', `${base}/${draft.id}/copy`, { name: 'Cold' })).body).toMatchObject({ name: 'Cold', state: 'draft', closesAt: null, results: { voters: 0 } });
  await call('POST', `${base}/${draft.id}/close`);
  await until(() => call('DELETE', `${base}/${draft.id}`), ({ status }) => status === 204);
  expect(await call('GET', `${base}/${draft.id}`)).toMatchObject({ status: 404 });
  expect((await audited(draft.id)).at(-1)).toBe('poll.deleted');
});

it('a document with faults is told field by field, and nothing is stored', async () => {
  const before = (await call('GET', base)).body.items.length;
  const answer = await call('POST', base, { name: 'Drinks', document: { ...DOCUMENT, question: '', opensAt: '2027-01-02T00:00:00.000Z', closesAt: '2027-01-01T00:00:00.000Z' } });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
  expect(answer.body.details.map(({ path }: { path: string[] }) => path.join('.'))).toContain('body.document.question');
  expect((await call('GET', base)).body.items).toHaveLength(before);
});

it('the result is taken out as a table that no spreadsheet computes with; a secret poll names nobody', async () => {
  const id = await opened();
  await tap('b', (await cardOf(id, 'b'))[1]!);
  const table: string = (await call('GET', `${base}/${id}/export`)).body;
  expect(table).toContain("'=Coffee,1");
  expect(table).toContain("'@Bob,");
  expect((await call('GET', `${base}/${id}/votes`)).body.items).toEqual([expect.objectContaining({ displayName: '@Bob', choices: ['coffee'] })]);

  const secret = await opened({ ...DOCUMENT, secret: true });
  await tap('b', (await cardOf(secret, 'b'))[0]!);
  expect((await call('GET', `${base}/${secret}/export`)).body).not.toContain('Bob');
  expect(await call('GET', `${base}/${secret}/votes`)).toMatchObject({ status: 409 });
  const { rows } = await server.database.pg.run(`SELECT details ->> 'named' AS named FROM audit_entry WHERE action = 'poll.exported' ORDER BY id`);
  expect(rows).toEqual([{ named: 'true' }, { named: 'false' }]);
});

it('the public page needs no sign-in, and its address dies when it is switched off', async () => {
  const id = await opened({ ...DOCUMENT, results: 'afterClose' });
  const on = async (isOn: boolean) => (await call('PUT', `${base}/${id}/page`, { isOn, joinText: 'vote' })).body.url as string | null;
  const code = (await on(true))!.split('/p/')[1];
  const shown = await stranger('GET', `/public/pages/${code}`);
  expect(shown).toMatchObject({ status: 200, body: { kind: 'poll', state: 'open', voters: 0, choices: [{ votes: null }, { votes: null }] } });
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await on(false)).toBeNull();
  expect((await stranger('GET', `/public/pages/${code}`)).status).toBe(404);
  const renewed = (await on(true))!.split('/p/')[1];
  expect(renewed).not.toBe(code);
  await call('POST', `${base}/${id}/close`);
  expect((await stranger('GET', `/public/pages/${renewed}`)).body).toMatchObject({ state: 'closed', choices: [{ votes: 0 }, { votes: 0 }] });
});

it('cards are put only into chats of the same bot, and only while the poll is open', async () => {
  const { id } = await create();
  const conversation = (await server.database.pg.run<{ id: string }>('SELECT id FROM conversation WHERE bot_id = $1 LIMIT 1', [bot])).rows[0]!.id;
  expect(await call('POST', `${base}/${id}/show`, { conversationIds: [conversation] })).toMatchObject({ status: 409 });
  await call('POST', `${base}/${id}/open`);
  expect(await call('POST', `${base}/${id}/show`, { conversationIds: [randomUUID()] })).toMatchObject({ status: 202, body: { shown: 0 } });
  expect(await call('POST', `${base}/${id}/show`, { conversationIds: [conversation, conversation] })).toMatchObject({ status: 202, body: { shown: 1 } });
});

it.each(Object.entries(pollRoutes).filter(([, { path }]) => path.includes(':pollId')))('%s finds no poll of another bot, and no bot of other people', async (name, route) => {
  const id = await opened();
  const other = (await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo' })).body.id;
  const bodies: Partial<Record<string, object>> = { savePoll: { name: 'Mine', document: DOCUMENT, revision: 1 }, copyPoll: { name: 'Mine' }, showPoll: { conversationIds: [randomUUID()] }, setPollPage: { isOn: true } };
  const ask = (who: Caller, botId: string) => who(route.method, route.path.replace(':botId', botId).replace(':pollId', id), bodies[name]);
  expect(await ask(call, other)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  expect(await ask(call, randomUUID())).toMatchObject({ status: 404 });
  expect(await ask(stranger, bot)).toMatchObject({ status: 401 });
  expect((await call('GET', `${base}/${id}`)).body).toMatchObject({ name: 'Drinks', state: 'open', page: { url: null } });
});
