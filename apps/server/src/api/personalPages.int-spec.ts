import { createHash } from 'node:crypto';
import { PersonalLinks } from '@chatloom/games';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { verifyDraw } from '@chatloom/fairplay';

let server: ApiServer;
let call: Caller;
let stranger: Caller;
let bot: string;
let channelId: string;

beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
  stranger = server.anonymous;
  bot = (await call('POST', '/bots', { name: 'Tea House', language: 'ja', timeZone: 'Asia/Taipei' })).body.id;
  channelId = (await call('POST', `/bots/${bot}/channels`, { name: 'Shop', channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'token-of-the-shop-1234' })).body.id;
}, 60_000);
afterAll(() => server.stop(), 30_000);

async function person(name: string): Promise<string> {
  const { rows } = await server.database.pg.run<{ id: string }>('INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) VALUES (gen_random_uuid(), $1, $2, $3, $3) RETURNING id', [bot, channelId, name]);
  return rows[0]!.id;
}
/** A draw everybody wins. */
async function started(more: object = {}): Promise<string> {
  const document = { title: 'Autumn draw', kind: 'wheel', prizes: [{ id: 'tea', name: 'Tea', stock: 5, odds: 1_000_000 }], limits: { tries: 3, triesPerDay: null, wins: null }, ...more };
  const { id } = (await call('POST', `/bots/${bot}/draws`, { name: 'Autumn', document })).body;
  expect((await call('POST', `/bots/${bot}/draws/${id}/start`, {})).body).toMatchObject({ state: 'open' });
  return id;
}
const linkOf = (gameId: string, contactId: string) => `/public/mine/${server.app.get(PersonalLinks, { strict: false }).tokenOf({ kind: 'draw', gameId, contactId })}`;

it('looking changes nothing, by whatever program; acting is POST, and twice the same try is one', async () => {
  const id = await started({ terms: 'Be kind.' });
  const page = linkOf(id, await person('Ann'));
  for (const agent of ['facebookexternalhit/1.1;line-poker/1.0', 'Mozilla/5.0']) {
    const looked = await stranger('GET', page, undefined, { 'user-agent': agent });
    expect(looked).toMatchObject({ status: 200, body: { kind: 'draw', displayName: 'Ann', language: 'ja', me: { agreed: false, nextAttempt: 1, triesLeft: 3, refusal: 'terms', outcomes: [] } } });
    expect([looked.headers.get('cache-control'), looked.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  }
  expect((await stranger('POST', page, { do: 'try', attempt: 1 })).body).toMatchObject({ outcome: 'terms', page: { me: { outcomes: [] } } });
  expect((await stranger('POST', page, { do: 'agree' })).body).toMatchObject({ outcome: 'agreed', page: { me: { agreed: true, refusal: null } } });
  const answers = await Promise.all([1, 1, 1].map((attempt) => stranger('POST', page, { do: 'try', attempt })));
  expect(answers.map(({ body }) => body.outcome)).toEqual(['won', 'won', 'won']);
  expect((await stranger('GET', page)).body.me).toMatchObject({ nextAttempt: 2, triesLeft: 2, outcomes: [{ attempt: 1, prizeId: 'tea' }] });
  expect(await stranger('POST', page, { do: 'give me all' })).toMatchObject({ status: 400 });
  expect(await stranger('POST', page, { do: 'mark', item: 3 })).toMatchObject({ body: { outcome: 'notAllowed' } });
});

it('a link that was changed, carried over or made up opens nothing, as does one of somebody who is gone', async () => {
  const id = await started();
  const ann = await person('Ann of the forged link');
  const page = linkOf(id, ann);
  const changed = page.slice(0, -1) + (page.endsWith('A') ? 'B' : 'A');
  const ofBob = linkOf(id, await person('Bob'));
  const carried = ofBob.slice(0, -22) + page.slice(-22);
  const madeUp = `/public/mine/1d${'A'.repeat(66)}`;
  for (const forged of [changed, carried, madeUp]) {
    expect(await stranger('GET', forged)).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(await stranger('POST', forged, { do: 'try', attempt: 1 })).toMatchObject({ status: 404 });
    expect((await stranger('GET', `${forged}/stream`)).status).toBe(404);
    expect((await stranger('GET', `${forged}/draw-proof`)).status).toBe(404);
  }
  expect((await stranger('GET', '/public/mine/short')).status).toBe(404);
  expect((await stranger('GET', linkOf('019a1b2c-3d4e-7f60-8123-456789abcdef', ann))).status).toBe(404);
  await call('DELETE', `/bots/${bot}/contacts/${ann}`);
  expect((await stranger('GET', page)).status).toBe(404);
  expect((await call('GET', `/bots/${bot}/draws/${id}`)).body).toMatchObject({ tries: 0, given: 0 });
});

it('another site cannot make a browser act', async () => {
  const page = linkOf(await started(), await person('Cat'));
  expect((await stranger('POST', page, { do: 'try', attempt: 1 }, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).status).toBe(403);
  expect((await stranger('POST', page, 'do=try&attempt=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBeGreaterThanOrEqual(400);
  expect((await stranger('GET', page)).body.me.nextAttempt).toBe(1);
});

it('who acts without pause is asked to wait, and nobody else with them', async () => {
  const id = await started();
  const dan = linkOf(id, await person('Dan'));
  const answers = await Promise.all(Array.from({ length: 40 }, () => stranger('POST', dan, { do: 'try', attempt: 1 })));
  const throttled = answers.filter(({ status }) => status === 429);
  expect(throttled.length).toBeGreaterThan(5);
  expect(Number(throttled[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await call('GET', `/bots/${bot}/draws/${id}`)).body.tries).toBe(1);
  expect((await stranger('POST', linkOf(id, await person('Ann who waits')), { do: 'try', attempt: 1 })).status).toBe(200);
});

it('after the end everybody finds the proof on their own page, and it agrees with the promise of before', async () => {
  const id = await started({ chance: { by: 'tickets', total: 8 } });
  const page = linkOf(id, await person('Ann at the end'));
  const { commitment } = (await stranger('GET', page)).body;
  for (const attempt of [1, 2, 3]) await stranger('POST', page, { do: 'try', attempt });
  expect((await stranger('GET', `${page}/draw-proof`)).status).toBe(404);
  await call('POST', `/bots/${bot}/draws/${id}/stop`, {});
  const { body: proof } = await stranger('GET', `${page}/draw-proof`);
  expect(createHash('sha256').update(Buffer.from(proof.seed, 'hex')).digest('hex')).toBe(commitment);
  expect(proof.tries).toHaveLength(3);
  expect(verifyDraw({ ...proof, seed: Buffer.from(proof.seed, 'hex'), commitment })).toEqual([]);
  expect(verifyDraw({ ...proof, tries: proof.tries.slice(1), seed: Buffer.from(proof.seed, 'hex'), commitment })).not.toEqual([]);
});
