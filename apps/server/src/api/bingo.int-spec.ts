import { verifyGame } from '@chatloom/fairplay';
import { PersonalLinks } from '@chatloom/games';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
let call: Caller;
let stranger: Caller;
let base: string;

const DOCUMENT = { title: 'Bingo night', card: { type: 'list', size: 3, items: Array.from({ length: 12 }, (_, i) => ({ label: `Shop ${i + 1}` })) }, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 1 }] };

beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
  stranger = server.anonymous;
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  base = `/bots/${bot.body.id}/bingo`;
}, 60_000);
afterAll(() => server.stop(), 30_000);

const create = async (document: object = DOCUMENT) => (await call('POST', base, { name: 'Friday', document })).body;

it('a host makes a game, opens it, plays it to its end, and anybody can check it', async () => {
  const { id } = await create();
  const game = `${base}/${id}`;
  expect((await call('POST', `${game}/open`, {})).body).toMatchObject({ state: 'joining', seed: null });
  expect((await call('POST', `${game}/start`, {})).body).toMatchObject({ state: 'running', round: 1 });
  expect((await call('POST', `${game}/calls`, { after: 0, item: 3 })).body.host.calls.map(({ item }: { item: number }) => item)).toEqual([3]);
  // The same click again calls nothing; the same item again is refused.
  expect((await call('POST', `${game}/calls`, { after: 0, item: 5 })).body.calls).toBe(1);
  expect(await call('POST', `${game}/calls`, { after: 1, item: 3 })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await call('POST', `${game}/undo`, { after: 1 })).body.calls).toBe(0);
  for (let after = 0; after < 4; after += 1) await call('POST', `${game}/calls`, { after });

  const { url } = (await call('PUT', `${game}/page`, { isOn: true })).body;
  const code = url.split('/p/')[1];
  expect(await stranger('GET', `/public/pages/${code}/proof`)).toMatchObject({ status: 404 });
  expect((await stranger('GET', `/public/pages/${code}`)).body).toMatchObject({ kind: 'bingo', title: 'Bingo night', state: 'running', seed: null, calls: expect.arrayContaining([expect.objectContaining({ label: expect.stringMatching(/^Shop /) })]) });

  expect((await call('POST', `${game}/end`, {})).body).toMatchObject({ state: 'ended', seed: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const proof = (await stranger('GET', `/public/pages/${code}/proof`)).body;
  expect(verifyGame(proof)).toMatchObject({ faults: [], callsByChance: 4, callsByHand: 1 });
  const table = await call('GET', `${game}/export`);
  expect(table.status).toBe(200);
});

it('a document with faults is told field by field, and nothing is stored', async () => {
  const before = (await call('GET', base)).body.items.length;
  const faulty = { ...DOCUMENT, card: { type: 'list', size: 5, items: [{ label: 'Tea' }, { label: ' ＴＥＡ ' }] }, prizes: [{ id: 'a', name: 'x', pattern: { type: 'own', cells: [26] }, winners: 1 }] };
  const answer = await call('POST', base, { name: 'Friday', document: faulty });
  expect(answer.status).toBe(400);
  expect(answer.body.details.map(({ path }: { path: (string | number)[] }) => path.join('.')).sort()).toEqual(['body.document.card.items', 'body.document.card.items.1.label', 'body.document.prizes.0.pattern']);
  expect((await call('GET', base)).body.items).toHaveLength(before);
});

it('rules stand still once people may join; copies are free', async () => {
  const { id, revision } = await create();
  await call('POST', `${base}/${id}/open`, {});
  const changed = { ...DOCUMENT, prizes: [{ ...DOCUMENT.prizes[0], winners: 9 }] };
  expect(await call('PUT', `${base}/${id}`, { name: 'Friday', document: changed, revision })).toMatchObject({ status: 409 });
  expect((await call('POST', `${base}/${id}/copy`, { name: 'Saturday' })).body).toMatchObject({ name: 'Saturday', state: 'draft' });
  expect(await call('DELETE', `${base}/${id}`)).toMatchObject({ status: 409 });
});

it('nobody else sees or runs the games of a bot', async () => {
  const { id } = await create();
  expect(await stranger('GET', `${base}/${id}`)).toMatchObject({ status: 401 });
  const other = await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo' });
  expect(await call('POST', `/bots/${other.body.id}/bingo/${id}/open`, {})).toMatchObject({ status: 404 });
  expect((await stranger('GET', `/public/pages/${'x'.repeat(22)}/proof`)).status).toBe(404);
});

it('a player opens their own card by its link, marks what was called, and says “Bingo!”; nobody else can', async () => {
  const bot = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' })).body;
  const own = `/bots/${bot.id}`;
  const document = { ...DOCUMENT, card: { ...DOCUMENT.card, items: DOCUMENT.card.items.slice(0, 9) }, marking: 'byPlayer', claimSeconds: 600, prizes: [{ ...DOCUMENT.prizes[0], pattern: { type: 'own', cells: [0] } }] };
  const { id } = (await call('POST', `${own}/bingo`, { name: 'Friday', document })).body;
  const game = `${own}/bingo/${id}`;
  await call('POST', `${game}/open`, {});
  const [contactId, conversationId] = [newId(), newId()];
  await server.database.pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) VALUES ($1, $2, $3, 'U-ann', 'Ann')`, [contactId, bot.id, bot.simulatorChannelId]);
  await server.database.pg.run(`INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) VALUES ($1, $2, $3, 'u:U-ann', $4)`, [conversationId, bot.id, bot.simulatorChannelId, contactId]);
  const token = server.app.get(PersonalLinks, { strict: false }).tokenOf({ kind: 'bingo', gameId: id, contactId });
  expect(await stranger('GET', `/public/mine/${token}`)).toMatchObject({ status: 404 });
  expect((await call('POST', `${game}/players`, { contactIds: [contactId] })).body).toEqual({ joined: 1 });
  const mine = `/public/mine/${token}`;
  expect((await stranger('GET', mine)).body).toMatchObject({ kind: 'bingo', state: 'joining', cells: [], displayName: 'Ann', botName: 'Tea House' });
  await call('POST', `${game}/start`, {});
  const { cells } = (await stranger('GET', mine)).body;
  const { pictureUrl } = (await stranger('GET', mine)).body;
  const picture = await fetch(`${server.url}${pictureUrl}`);
  expect([picture.status, picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual([200, 'image/png', 'public, max-age=31536000, immutable']);
  expect((await fetch(`${server.url}${pictureUrl.replace(/-0-/, '-1-')}`)).status).toBe(404);
  const act = async (what: object) => (await stranger('POST', mine, what)).body;
  expect(await act({ do: 'mark', item: cells[0].item })).toMatchObject({ outcome: 'notCalled' });
  for (const [after, cell] of [[0, 4], [1, 0]] as const) await call('POST', `${game}/calls`, { after, item: cells[cell].item });
  expect(await act({ do: 'claim' })).toMatchObject({ outcome: 'noBingo' });
  expect(await act({ do: 'mark', item: cells[4].item })).toMatchObject({ outcome: 'marked', page: { claimUntil: null, calls: [{ item: cells[4].item }, { item: cells[0].item }] } });
  expect(await act({ do: 'mark', item: cells[0].item })).toMatchObject({ outcome: 'bingo', page: { claimUntil: expect.any(String), prizes: [{ given: 0, isPlayedFor: true }] } });
  expect(await act({ do: 'claim' })).toMatchObject({ outcome: 'won', page: { state: 'ended', won: [{ prize: 'A drink', round: 1, place: 1 }] } });
  expect(await act({ do: 'redeem', pin: '1234' })).toMatchObject({ outcome: 'refused' });
  expect(await stranger('GET', `/public/mine/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({ status: 404 });
});
