import { randomUUID } from 'node:crypto';
import { PersonalLinks } from '@chatloom/games';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
let call: Caller;
let stranger: Caller;
let bot: string;
let ann: string;
let bob: string;

const DOCUMENT = { title: 'Ten teas', stamps: 3, rewardText: 'One tea', perDay: null };

beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
  stranger = server.anonymous;
  const made = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  bot = `/bots/${made.body.id}`;
  const person = async (name: string) => {
    const { rows } = await server.database.pg.run<{ id: string }>(
      `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT gen_random_uuid(), $1, c.id, $2, $2 FROM channel c WHERE c.bot_id = $1 LIMIT 1 RETURNING id`,
      [made.body.id, name],
    );
    return rows[0]!.id;
  };
  [ann, bob] = [await person('Ann'), await person('Bob')];
}, 60_000);
afterAll(() => server.stop(), 30_000);

async function opened(document: object = DOCUMENT): Promise<string> {
  const { id } = (await call('POST', `${bot}/stamp-cards`, { name: 'Tea', document })).body;
  expect((await call('POST', `${bot}/stamp-cards/${id}/open`)).body).toMatchObject({ state: 'open' });
  return `${bot}/stamp-cards/${id}`;
}
const stamp = async (card: string, contactId: string, tapId: string = randomUUID()): Promise<string> => (await call('POST', `${card}/people/${contactId}/stamps`, { tapId })).body.outcome;
const pageOf = (card: string, contactId: string) => `/public/mine/${server.app.get(PersonalLinks, { strict: false }).tokenOf({ kind: 'stampCard', gameId: card.split('/').at(-1)!, contactId })}`;

it('a card is made, stamped by the team, and gives its coupon when it is full', async () => {
  const voucher = (await call('POST', `${bot}/vouchers`, { name: 'Tea', document: { title: 'Free tea' } })).body;
  const card = await opened({ ...DOCUMENT, reward: { by: 'voucher', voucherId: voucher.id } });
  expect([await stamp(card, ann), await stamp(card, ann), await stamp(card, bob), await stamp(card, ann), await stamp(card, ann)]).toEqual(['stamped', 'stamped', 'stamped', 'full', 'stamped']);
  expect((await call('GET', card)).body).toMatchObject({ counts: { people: 2, given: 5, full: 1 }, sources: [{ source: 'team', count: 5 }], people: [0, 2, 0, 0], owed: 0, days: [{ stamps: 5, full: 1 }] });
  expect((await call('GET', `${bot}/vouchers/${voucher.id}/issued`)).body.items).toEqual([expect.objectContaining({ contactId: ann, givenBy: 'stampCard', state: 'issued' })]);
  expect((await call('GET', `${bot}/vouchers/${voucher.id}`)).body.rewardOf).toEqual([{ id: card.split('/').at(-1), name: 'Tea' }]);
  expect(await call('DELETE', `${bot}/vouchers/${voucher.id}`)).toMatchObject({ status: 409 });

  const first = (await call('GET', `${card}/people?limit=1`)).body;
  expect(first.items).toEqual([expect.objectContaining({ displayName: 'Ann', stamps: 1, full: 1, total: 4 })]);
  expect((await call('GET', `${card}/people?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body).toMatchObject({ items: [{ displayName: 'Bob', stamps: 1 }], nextCursor: null });
  expect(await call('GET', `${card}/people?cursor=made-up`)).toMatchObject({ status: 400 });
  expect((await call('GET', `${card}/export`)).body.split('\r\n')).toHaveLength(4);
});

it('one click is one stamp, however often it arrives; a stamp given by mistake is taken back', async () => {
  const card = await opened();
  const tapId = randomUUID();
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => stamp(card, ann, tapId))))).toEqual(new Set(['stamped']));
  expect((await call('GET', card)).body.counts.given).toBe(1);
  expect(await call('DELETE', `${card}/people/${ann}/stamps`)).toMatchObject({ status: 204 });
  expect((await call('GET', card)).body.counts).toEqual({ people: 0, given: 0, full: 0 });
  expect(await call('DELETE', `${card}/people/${ann}/stamps`)).toMatchObject({ status: 409 });
});

it('what people were promised stays once somebody has a stamp; limits may change', async () => {
  const card = await opened();
  await stamp(card, ann);
  const { revision } = (await call('GET', card)).body;
  expect(await call('PUT', card, { name: 'Tea', document: { ...DOCUMENT, stamps: 9 }, revision })).toMatchObject({ status: 409 });
  expect(await call('PUT', card, { name: 'Tea', document: { ...DOCUMENT, perDay: 1 }, revision })).toMatchObject({ status: 200, body: { revision: revision + 1 } });
  expect(await stamp(card, ann)).toBe('limitReached');
  expect(await call('DELETE', card)).toMatchObject({ status: 409 });
  expect(await call('POST', `${card}/stop`)).toMatchObject({ body: { state: 'stopped' } });
  expect(await stamp(card, bob)).toBe('notOpen');
  expect(await call('DELETE', card)).toMatchObject({ status: 204 });
});

it('on the page of the person staff stamp by their PIN, each PIN typed once', async () => {
  await call('POST', `${bot}/shops`, { name: 'Corner', pin: '4711' });
  const card = await opened();
  const page = pageOf(card, ann);
  expect((await stranger('GET', page)).body).toMatchObject({ kind: 'stampCard', fields: 3, stamps: 0, takesPin: true, history: [] });
  const tapId = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => stranger('POST', page, { do: 'stamp', pin: '4711', tapId })));
  expect(new Set(answers.map(({ body }) => body.outcome))).toEqual(new Set(['stamped']));
  expect((await stranger('GET', page)).body).toMatchObject({ stamps: 1, history: [{ place: 'Corner' }] });
  expect((await stranger('POST', page, { do: 'stamp', pin: '4712', tapId: randomUUID() })).body).toMatchObject({ outcome: 'wrongPin', page: { triesLeft: 4, stamps: 1 } });
  expect((await stranger('POST', page, { do: 'redeem', pin: '4711' })).body.outcome).toBe('notPossible');
  expect((await call('GET', card)).body.sources).toEqual([{ source: 'pin', count: 1 }]);
});

it('places have codes to print or to show, which change when they are renewed', async () => {
  const card = await opened();
  const fixed = (await call('POST', `${card}/places`, { name: 'Counter' })).body;
  const rotating = (await call('POST', `${card}/places`, { name: 'Screen', code: 'rotating' })).body;
  const before = (await call('GET', `${card}/places/${fixed.id}/code`)).body;
  expect(before).toMatchObject({ message: expect.stringMatching(/^\(#[a-z2-9]{10}\)$/), lineUrl: null, changesAt: null, qrSvg: expect.stringContaining('<svg') });
  expect((await call('GET', `${card}/places/${rotating.id}/code`)).body).toMatchObject({ message: expect.stringMatching(/^\(#[a-z2-9]{16}\)$/), changesAt: expect.any(String) });
  await call('POST', `${card}/places/${fixed.id}/renew`);
  expect((await call('GET', `${card}/places/${fixed.id}/code`)).body.message).not.toBe(before.message);
  expect((await call('PUT', `${card}/places/${fixed.id}`, { name: 'Till', isActive: false })).body).toMatchObject({ name: 'Till', isActive: false });
  expect(await call('DELETE', `${card}/places/${rotating.id}`)).toMatchObject({ status: 204 });
  expect((await call('GET', card)).body.places.map(({ name }: { name: string }) => name)).toEqual(['Till']);
});

it('nobody else sees or stamps the cards of a bot', async () => {
  const card = await opened();
  const cardId = card.split('/').at(-1);
  expect(await stranger('GET', card)).toMatchObject({ status: 401 });
  const other = `/bots/${(await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo' })).body.id}`;
  expect(await call('GET', `${other}/stamp-cards/${cardId}`)).toMatchObject({ status: 404 });
  expect(await call('POST', `${other}/stamp-cards/${cardId}/people/${ann}/stamps`, { tapId: randomUUID() })).toMatchObject({ status: 404 });
  const theirs = (await call('POST', `${other}/stamp-cards`, { name: 'Theirs', document: DOCUMENT })).body;
  await call('POST', `${other}/stamp-cards/${theirs.id}/open`);
  expect(await call('POST', `${other}/stamp-cards/${theirs.id}/people/${ann}/stamps`, { tapId: randomUUID() })).toMatchObject({ status: 404 });
  const voucher = (await call('POST', `${bot}/vouchers`, { name: 'Ours', document: { title: 'x' } })).body;
  expect(await call('POST', `${other}/stamp-cards`, { name: 'Theirs', document: { ...DOCUMENT, reward: { by: 'voucher', voucherId: voucher.id } } })).toMatchObject({ status: 404 });
  const shop = (await call('POST', `${bot}/shops`, { name: 'Ours' })).body;
  expect(await call('POST', `${other}/stamp-cards/${theirs.id}/places`, { name: 'x', shopId: shop.id })).toMatchObject({ status: 404 });
});
