import { randomUUID } from 'node:crypto';
import { PersonalLinks } from '@chatloom/games';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
let call: Caller;
let stranger: Caller;
let bot: string;
let ann: string;
let bob: string;

const DOCUMENT = { title: 'Free tea', value: '100 %', expiry: { by: 'days', days: 7 }, stock: 2 };

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
  const { id } = (await call('POST', `${bot}/vouchers`, { name: 'Tea', document })).body;
  expect((await call('POST', `${bot}/vouchers/${id}/open`)).body).toMatchObject({ state: 'open' });
  return id;
}
async function issuedTo(contactId: string, document?: object) {
  const id = await opened(document);
  await call('POST', `${bot}/vouchers/${id}/give`, { contactIds: [contactId] });
  return { id, issued: (await call('GET', `${bot}/vouchers/${id}/issued`)).body.items[0] };
}
const pageOf = (issuedId: string, contactId: string) => `/public/mine/${server.app.get(PersonalLinks, { strict: false }).tokenOf({ kind: 'voucher', gameId: issuedId, contactId })}`;
const audited = async (action: string) => (await server.database.pg.run('SELECT details FROM audit_entry WHERE action = $1', [action])).rows.length;

it('a coupon is made, given to people, redeemed at the counter once, and taken back by mistake', async () => {
  const id = await opened();
  expect((await call('POST', `${bot}/vouchers/${id}/give`, { contactIds: [ann, ann, randomUUID()] })).body).toEqual({ given: 1, had: 0, soldOut: 0, unknown: 1 });
  expect((await call('POST', `${bot}/vouchers/${id}/give`, { contactIds: [ann, bob] })).body).toEqual({ given: 1, had: 1, soldOut: 0, unknown: 0 });
  const people = (await call('GET', `${bot}/vouchers/${id}/issued?limit=1`)).body;
  expect(people).toMatchObject({ items: [{ displayName: 'Bob', state: 'issued', givenBy: 'team' }], nextCursor: expect.any(String) });
  const { code, id: issuedId } = (await call('GET', `${bot}/vouchers/${id}/issued?cursor=${people.nextCursor}`)).body.items[0];

  const counter = `${bot}/voucher-counter`;
  expect((await call('POST', `${counter}/look-up`, { code: code.toLowerCase().replaceAll('-', ' ') })).body.voucher).toMatchObject({ code, displayName: 'Ann', state: 'issued' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('POST', `${counter}/redeem`, { code })));
  expect(answers.map(({ body }) => body.outcome).filter((outcome) => outcome === 'redeemed')).toHaveLength(1);
  expect((await call('POST', `${counter}/redeem`, { code })).body).toMatchObject({ outcome: 'already', voucher: { redeemedBy: 'team', undoUntil: expect.any(String) } });
  expect((await call('POST', `${counter}/redeem`, { code: 'AAAA-BBBB-CCCC' })).body).toEqual({ outcome: 'unknown', voucher: null });
  expect((await call('GET', `${counter}/redeemed`)).body.items[0]).toMatchObject({ id: issuedId });
  expect((await call('GET', `${bot}/vouchers/${id}`)).body).toMatchObject({ counts: { issued: 2, redeemed: 1, expired: 0, open: 1 }, left: 0, days: [{ issued: 2, redeemed: 1, expired: 0 }], redeemedAt: [{ by: 'team', shop: null, count: 1 }] });
  expect((await call('POST', `${counter}/undo`, { issuedId })).body).toMatchObject({ state: 'issued', redeemedAt: null });
  expect(await call('POST', `${counter}/undo`, { issuedId })).toMatchObject({ status: 409 });
  expect([await audited('voucher.redeemed'), await audited('voucher.redeemUndone'), await audited('voucher.opened')]).toEqual([1, 1, 1]);

  const table = await call('GET', `${bot}/vouchers/${id}/export`);
  expect(table.body.split('\r\n').filter((line: string) => line.includes(ann) || line.includes(bob))).toHaveLength(2);
});

it('what people hold does not change; its stock can grow, but not below what is out', async () => {
  const { id } = await issuedTo(ann);
  const change = async (document: object) => call('PUT', `${bot}/vouchers/${id}`, { name: 'Tea', document, revision: (await call('GET', `${bot}/vouchers/${id}`)).body.revision });
  expect(await change({ ...DOCUMENT, value: '50 %' })).toMatchObject({ status: 409 });
  expect(await change({ ...DOCUMENT, stock: 5 })).toMatchObject({ status: 200, body: { left: 4 } });
  await call('POST', `${bot}/vouchers/${id}/give`, { contactIds: [bob] });
  expect(await change({ ...DOCUMENT, stock: 1 })).toMatchObject({ status: 409 });
  expect(await change({ ...DOCUMENT, stock: 2 })).toMatchObject({ status: 200, body: { left: 0 } });
  expect(await change({ ...DOCUMENT, stock: null })).toMatchObject({ status: 200, body: { left: null } });
  expect(await call('PUT', `${bot}/vouchers/${id}`, { name: 'Tea', document: DOCUMENT, revision: 1 })).toMatchObject({ status: 409 });
  expect(await call('DELETE', `${bot}/vouchers/${id}`)).toMatchObject({ status: 409 });
  expect(await call('POST', `${bot}/vouchers/${id}/stop`)).toMatchObject({ body: { state: 'stopped' } });
  expect(await call('POST', `${bot}/vouchers/${id}/give`, { contactIds: [ann] })).toMatchObject({ status: 409 });
  expect((await call('POST', `${bot}/vouchers/${id}/copy`, { name: 'Tea again' })).body).toMatchObject({ name: 'Tea again', state: 'draft', counts: { issued: 0 } });
});

describe('on the page of the person', () => {
  it('it is redeemed by the PIN of a shop, once, and only there', async () => {
    const shop = (await call('POST', `${bot}/shops`, { name: 'Corner', pin: '4711' })).body;
    expect(await call('POST', `${bot}/shops`, { name: 'Station', pin: '4711' })).toMatchObject({ status: 409 });
    const { issued } = await issuedTo(ann);
    const page = pageOf(issued.id, ann);
    expect((await stranger('GET', page)).body).toMatchObject({ kind: 'voucher', code: issued.code, state: 'issued', takesPin: true, triesLeft: 5, displayName: 'Ann' });
    expect((await stranger('GET', pageOf(issued.id, bob))).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 10 }, () => stranger('POST', page, { do: 'redeem', pin: '4711' })));
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual([...Array.from({ length: 9 }, () => 'already'), 'redeemed']);
    expect((await stranger('GET', page)).body).toMatchObject({ state: 'redeemed', shop: 'Corner' });
    expect((await call('GET', `${bot}/shops`)).body.items.find(({ id }: { id: string }) => id === shop.id)).toMatchObject({ redeemed: 1, hasPin: true });
    expect(await audited('voucher.redeemedByPin')).toBe(1);
  });

  it('five wrong PINs bring a pause, also when they come all at once, and the right one does not help then', async () => {
    const { issued } = await issuedTo(bob, { title: 'Cake' });
    const page = pageOf(issued.id, bob);
    const wrong = await Promise.all(Array.from({ length: 12 }, (_, i) => stranger('POST', page, { do: 'redeem', pin: String(1000 + i) })));
    expect(wrong.map(({ body }) => body.outcome).filter((outcome) => outcome === 'wrongPin')).toHaveLength(5);
    expect((await stranger('POST', page, { do: 'redeem', pin: '4711' })).body).toMatchObject({ outcome: 'paused', page: { state: 'issued', triesLeft: 0, pausedUntil: expect.any(String) } });
    expect(await audited('shop.pinPaused')).toBe(1);
    // Nobody else has to wait for it.
    const other = await issuedTo(ann, { title: 'Cake' });
    expect((await stranger('POST', pageOf(other.issued.id, ann), { do: 'redeem', pin: '4711' })).body.outcome).toBe('redeemed');
  });

  it('the PIN of a shop that is not active opens nothing, and no PIN can be read out of the database', async () => {
    const shop = (await call('POST', `${bot}/shops`, { name: 'Old', pin: '99887766' })).body;
    await call('PUT', `${bot}/shops/${shop.id}`, { name: 'Old', isActive: false });
    const { issued } = await issuedTo(ann, { title: 'Bread' });
    expect((await stranger('POST', pageOf(issued.id, ann), { do: 'redeem', pin: '99887766' })).body).toMatchObject({ outcome: 'wrongPin', page: { triesLeft: 4 } });
    const { rows } = await server.database.pg.run<{ pin_hash: string }>('SELECT pin_hash FROM shop WHERE id = $1', [shop.id]);
    expect(rows[0]!.pin_hash).toMatch(/^[\w-]{43}$/);
  });
});

it('faults of a document are told field by field', async () => {
  const answer = await call('POST', `${bot}/vouchers`, { name: 'Tea', document: { ...DOCUMENT, title: ' ', stock: 0, imageUrl: 'http://example.com/a.png', opensAt: '2026-11-21T00:00:00Z', closesAt: '2026-11-20T00:00:00Z' } });
  expect(answer.status).toBe(400);
  expect(answer.body.details.map(({ path }: { path: string[] }) => path.at(-1)).sort()).toEqual(['closesAt', 'imageUrl', 'stock', 'title']);
  expect(await call('POST', `${bot}/vouchers`, { name: 'Tea', document: { ...DOCUMENT, redeemedFlowId: randomUUID() } })).toMatchObject({ status: 404 });
});

it('nobody else sees, gives or redeems the coupons of a bot', async () => {
  const { id, issued } = await issuedTo(ann, { title: 'Soup' });
  expect(await stranger('GET', `${bot}/vouchers/${id}`)).toMatchObject({ status: 401 });
  const other = `/bots/${(await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo' })).body.id}`;
  expect(await call('GET', `${other}/vouchers/${id}`)).toMatchObject({ status: 404 });
  expect((await call('POST', `${other}/voucher-counter/redeem`, { code: issued.code })).body).toEqual({ outcome: 'unknown', voucher: null });
  expect(await call('POST', `${other}/voucher-counter/undo`, { issuedId: issued.id })).toMatchObject({ status: 404 });
  const mine = (await call('POST', `${other}/vouchers`, { name: 'Theirs', document: { title: 'x' } })).body;
  await call('POST', `${other}/vouchers/${mine.id}/open`);
  expect((await call('POST', `${other}/vouchers/${mine.id}/give`, { contactIds: [ann] })).body).toMatchObject({ given: 0, unknown: 1 });
  const shop = (await call('POST', `${bot}/shops`, { name: 'Ours', pin: null })).body;
  expect(await call('POST', `${other}/voucher-counter/redeem`, { code: issued.code, shopId: shop.id })).toMatchObject({ status: 404 });
});
