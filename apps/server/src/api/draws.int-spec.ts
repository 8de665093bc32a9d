import { verifyDraw } from '@chatloom/fairplay';
import { PersonalLinks } from '@chatloom/games';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
let call: Caller;
let stranger: Caller;
let bot: { id: string; simulatorChannelId: string };
let base: string;

const DOCUMENT = { title: 'Summer luck', kind: 'wheel', prizes: [{ id: 'tea', name: 'Tea', stock: 2, odds: 1_000_000, codes: true }], showStock: true };

beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
  stranger = server.anonymous;
  bot = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' })).body;
  base = `/bots/${bot.id}/draws`;
}, 60_000);
afterAll(() => server.stop(), 30_000);

const create = async (document: object = DOCUMENT) => (await call('POST', base, { name: 'Summer', document })).body;
const audit = async (drawId: string) => (await server.database.pg.run<{ action: string }>(`SELECT action FROM audit_entry WHERE details ->> 'drawId' = $1 ORDER BY id`, [drawId])).rows.map(({ action }) => action);
/** Somebody with a chat of their own, and the address of their page. */
async function person(drawId: string, name: string) {
  const [contactId, conversationId] = [newId(), newId()];
  await server.database.pg.run('INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) VALUES ($1, $2, $3, $4, $5)', [contactId, bot.id, bot.simulatorChannelId, `U-${contactId}`, name]);
  await server.database.pg.run('INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) VALUES ($1, $2, $3, $4, $5)', [conversationId, bot.id, bot.simulatorChannelId, `u:U-${contactId}`, contactId]);
  return { contactId, mine: `/public/mine/${server.app.get(PersonalLinks, { strict: false }).tokenOf({ kind: 'draw', gameId: drawId, contactId })}` };
}

it('a draw is made, filled with codes, started, played on a person’s page, closed, exported, and checked by anybody', async () => {
  const { id } = await create();
  const draw = `${base}/${id}`;
  expect(await call('POST', `${draw}/start`, {})).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await call('POST', `${draw}/prizes/tea/codes`, { text: 'A1\nB2\nA1' })).body).toEqual({ added: 2, codes: 2, refused: [{ line: 3, why: 'again' }], refusedCount: 1 });
  const startedDraw = (await call('POST', `${draw}/start`, {})).body;
  expect(startedDraw).toMatchObject({ state: 'open', seed: null, commitment: expect.stringMatching(/^[0-9a-f]{64}$/), prizes: [{ left: 2, leftToday: 2 }] });
  expect((await call('POST', `${draw}/start`, {})).body.commitment).toBe(startedDraw.commitment);

  const { url } = (await call('PUT', `${draw}/page`, { isOn: true, joinText: 'luck' })).body;
  const page = `/public/pages/${url.split('/p/')[1]}`;
  const ann = await person(id, 'Ann');
  expect((await stranger('GET', ann.mine)).body).toMatchObject({ kind: 'draw', draw: 'wheel', title: 'Summer luck', displayName: 'Ann', me: { nextAttempt: 1, refusal: null, outcomes: [] } });
  const won = (await stranger('POST', ann.mine, { do: 'try', attempt: 1 })).body;
  expect(won).toMatchObject({ outcome: 'won', page: { prizes: [{ stock: 2, left: 1 }], me: { refusal: 'limit', outcomes: [{ attempt: 1, prizeId: 'tea', code: expect.stringMatching(/^(A1|B2)$/) }] } } });
  // The same tap again tells the same; a further one is refused.
  expect((await stranger('POST', ann.mine, { do: 'try', attempt: 1 })).body.page.me.outcomes).toEqual(won.page.me.outcomes);
  expect((await stranger('POST', ann.mine, { do: 'try', attempt: 2 })).body).toMatchObject({ outcome: 'limit' });
  expect((await stranger('POST', ann.mine, { do: 'redeem', pin: '1234' })).body).toMatchObject({ outcome: 'notAllowed' });

  expect((await stranger('GET', page)).body).toMatchObject({ kind: 'draw', people: 1, winners: [{ prizeId: 'tea', name: null }], seed: null });
  expect(await stranger('GET', `${page}/draw-proof`)).toMatchObject({ status: 404 });
  expect((await call('GET', `${draw}/tries?only=winners`)).body).toMatchObject({ items: [{ displayName: 'Ann', prizeId: 'tea', contactId: ann.contactId }], nextCursor: null });
  expect((await call('POST', `${draw}/close`, {})).body).toMatchObject({ state: 'ended', given: 1, seed: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect((await call('POST', `${draw}/close`, {})).status).toBe(200);
  const { seed, ...proof } = (await stranger('GET', `${page}/draw-proof`)).body;
  expect(proof.tries).toHaveLength(1);
  expect(verifyDraw({ ...proof, seed: Buffer.from(seed, 'hex') })).toEqual([]);
  const table = await call('GET', `${draw}/export`);
  expect(table).toMatchObject({ status: 200 });
  expect(String(table.body)).toContain('Tea');
  expect(await audit(id)).toEqual(['draw.codesAdded', 'draw.started', 'draw.pageSet', 'draw.closed', 'draw.closed', 'draw.exported']);
});

it('odds cannot be changed once it has started: refused, untouched, and written down; stop and copy it instead', async () => {
  const plain = { ...DOCUMENT, prizes: [{ id: 'tea', name: 'Tea', stock: 2, odds: 10 }] };
  const { id } = await create(plain);
  const draw = `${base}/${id}`;
  const { revision } = (await call('POST', `${draw}/start`, {})).body;
  const better = { ...plain, prizes: [{ ...plain.prizes[0], odds: 1_000_000 }] };
  expect(await call('PUT', draw, { name: 'Summer', document: better, revision })).toMatchObject({ status: 409, body: { code: 'rulesFixed' } });
  expect((await call('GET', draw)).body.document.prizes[0].odds).toBe(10);
  expect((await call('POST', `${draw}/start`, {})).body.state).toBe('open');
  expect(await audit(id)).toEqual(['draw.started']);
  expect((await call('GET', `/bots/${bot.id}/games/${id}/refusals`)).body).toMatchObject({ items: [{ why: 'startedTwice', by: 'team' }, { why: 'rulesFixed', by: 'team' }], nextCursor: null });
  expect(await call('DELETE', draw)).toMatchObject({ status: 409 });
  expect((await call('POST', `${draw}/stop`, {})).body).toMatchObject({ state: 'ended', isStopped: true });
  const copy = (await call('POST', `${draw}/copy`, { name: 'Again' })).body;
  expect((await call('PUT', `${base}/${copy.id}`, { name: 'Again', document: better, revision: copy.revision })).body).toMatchObject({ state: 'draft', document: { prizes: [{ odds: 1_000_000 }] } });
  expect((await call('DELETE', draw)).status).toBe(204);
});

it('the winners of a raffle are drawn by its host, once', async () => {
  const { id } = await create({ title: 'Car', kind: 'raffle', prizes: [{ id: 'car', name: 'Car', stock: 1 }] });
  const draw = `${base}/${id}`;
  expect(await call('POST', `${draw}/winners`, {})).toMatchObject({ status: 409 });
  await call('POST', `${draw}/start`, {});
  const everybody = [await person(id, 'Ann'), await person(id, 'Bob'), await person(id, 'Cat')];
  for (const { mine } of everybody) expect((await stranger('POST', mine, { do: 'enter' })).body).toMatchObject({ outcome: 'entered', page: { me: { refusal: 'already', outcomes: [{ prizeId: null }] } } });
  expect((await stranger('POST', everybody[0]!.mine, { do: 'enter' })).body.outcome).toBe('already');
  expect((await call('GET', draw)).body).toMatchObject({ people: 3, given: 0, ending: { winners: 1, others: 2 } });
  const [first, second] = await Promise.all([call('POST', `${draw}/winners`, {}), call('POST', `${draw}/winners`, {})]);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect((await call('GET', draw)).body).toMatchObject({ state: 'ended', given: 1, lost: 2 });
  expect(await call('POST', `${base}/${(await create()).id}/winners`, {})).toMatchObject({ status: 409 });
});

it('a document with faults is told field by field', async () => {
  const faulty = { ...DOCUMENT, spread: 'daily', prizes: [{ id: 'a', name: 'A', stock: 1, odds: 600_000 }, { id: 'a', name: 'B', stock: 1, odds: 600_000 }] };
  const answer = await call('POST', base, { name: 'Summer', document: faulty });
  expect(answer.status).toBe(400);
  expect(answer.body.details.map(({ path }: { path: (string | number)[] }) => path.join('.')).sort()).toEqual(['body.document.closesAt', 'body.document.prizes', 'body.document.prizes.1.id']);
});

it('nobody else sees or runs the draws of a bot, and links of one draw open no other', async () => {
  const { id } = await create();
  expect(await stranger('GET', `${base}/${id}`)).toMatchObject({ status: 401 });
  const other = (await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo' })).body;
  for (const [method, path, body] of [['GET', '', undefined], ['POST', '/start', {}], ['POST', '/stop', {}], ['GET', '/tries', undefined], ['GET', '/export', undefined], ['POST', '/prizes/tea/codes', { text: 'X1' }], ['PUT', '/page', { isOn: true }]] as const) {
    expect([path, (await call(method, `/bots/${other.id}/draws/${id}${path}`, body)).status]).toEqual([path, 404]);
  }
  const { mine } = await person(id, 'Ann');
  const forged = mine.slice(0, -1) + (mine.endsWith('A') ? 'B' : 'A');
  expect((await stranger('POST', forged, { do: 'try', attempt: 1 })).status).toBe(404);
  // A draw of this bot, but a person of another one: the signature is ours, the person cannot be in this draw.
  const links = server.app.get(PersonalLinks, { strict: false });
  const contactId = newId();
  await server.database.pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id) VALUES ($1, $2, $3, 'U-dan')`, [contactId, other.id, other.simulatorChannelId]);
  expect((await stranger('POST', `/public/mine/${links.tokenOf({ kind: 'draw', gameId: id, contactId })}`, { do: 'try', attempt: 1 })).status).toBe(404);
});
