import { createHmac } from 'node:crypto';
import { FollowerImports } from '@chatloom/channelcare';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';

let line: LineStandIn;
let server: ApiServer;
let owner: Caller;
let bot: string;
let channel: { id: string; webhookUrl: string };
let original: LineStandIn['answers'];
beforeAll(async () => {
  line = await startLineStandIn();
  original = { ...line.answers };
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url, PUBLIC_URL: 'https://chat.example.com' });
  owner = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await line.close();
}, 30_000);
const SECRET = '0123456789abcdef0123456789abcdef';
const ANN = `U${'a'.repeat(32)}`;
const BOB = `U${'b'.repeat(32)}`;
beforeEach(async () => {
  for (const key of Object.keys(line.answers)) delete line.answers[key];
  Object.assign(line.answers, original);
  bot = (await owner('POST', '/bots', { name: 'Ann’s café' })).body.id;
  channel = (await owner('POST', `/bots/${bot}/channels`, { name: 'Shop', channelSecret: SECRET, accessToken: 'token-of-the-shop-1234' })).body;
  line.calls.length = 0;
});
const at = (path: string) => `/bots/${bot}/channels/${channel.id}/${path}`;
const answer = (call: string, body: unknown, status = 200) => (line.answers[call] = { status, body });
const callsTo = (path: string) => line.calls.filter((call) => call.path === path);
const meet = (userId: string, tags: string[] = []) =>
  server.database.pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags) VALUES (gen_random_uuid(), $1, $2, $3, $4)`, [bot, channel.id, userId, tags]);

describe('statistics', () => {
  const DAYS = ['reply', 'push', 'multicast', 'broadcast'].map((kind) => `GET /v2/bot/message/delivery/${kind}`);
  it('of days LINE has counted are asked for once and kept for good', async () => {
    answer('GET /v2/bot/insight/followers', { status: 'ready', followers: 120, targetedReaches: 100, blocks: 20 });
    answer('GET /v2/bot/insight/message/delivery', { status: 'ready', apiPush: 7, broadcast: 100 });
    for (const call of DAYS) answer(call, { status: 'ready', success: 7 });
    const first = (await owner('GET', at('insight/days?count=3'))).body.items;
    expect(first).toHaveLength(3);
    expect(first[2]).toMatchObject({
      followers: { state: 'ready', value: { followers: 120, reachable: 100, blocks: 20 } },
      delivered: { state: 'ready', value: { apiPush: 7, broadcast: 100 } },
      sent: { reply: { state: 'ready', value: 7 }, broadcast: { state: 'ready', value: 7 } },
    });
    const made = line.calls.length;
    expect((await owner('GET', at('insight/days?count=3'))).body.items).toEqual(first);
    expect(line.calls).toHaveLength(made);
  });

  it('that are not counted yet, not offered to the account, or out of reach say so', async () => {
    answer('GET /v2/bot/insight/followers', { status: 'unready' });
    answer('GET /v2/bot/insight/message/delivery', { message: 'Access to this API is not available for your account' }, 403);
    answer(DAYS[0]!, { status: 'out_of_service' });
    answer(DAYS[1]!, {}, 500);
    expect((await owner('GET', at('insight/days?count=1'))).body.items[0]).toMatchObject({
      followers: { state: 'notReady' }, delivered: { state: 'notAllowed' }, sent: { reply: { state: 'outOfService' }, push: { state: 'unreachable' } },
    });
  });

  it('tell shares of the friends, or that there are too few', async () => {
    answer('GET /v2/bot/insight/demographic', { available: false });
    expect((await owner('GET', at('insight/demographics'))).body).toMatchObject({ state: 'ready', value: { available: false, genders: [] } });
    await server.database.pg.run('DELETE FROM insight_answer');
    answer('GET /v2/bot/insight/demographic', { available: true, genders: [{ gender: 'female', percentage: 60.5 }] });
    expect((await owner('GET', at('insight/demographics'))).body.value.genders).toEqual([{ name: 'female', percentage: 60.5 }]);
  });

  it('tell opens and clicks under a name, over at most 30 days', async () => {
    answer('GET /v2/bot/message/aggregation/list', { customAggregationUnits: ['promotion_a'] });
    expect((await owner('GET', at('insight/units'))).body).toEqual({ state: 'ready', value: ['promotion_a'] });
    answer('GET /v2/bot/insight/message/event/aggregation', { overview: { uniqueImpression: 40, uniqueClick: null }, messages: [], clicks: [{ seq: 1, url: 'https://a.example', click: 21, uniqueClick: 20 }] });
    expect((await owner('GET', at('insight/units/promotion_a?from=2026-11-01&to=2026-11-14'))).body.value).toEqual({ impressions: 40, clicks: null, mediaPlayed: null, links: [{ url: 'https://a.example', clicks: 21, people: 20 }] });
    expect((await owner('GET', at('insight/units/promotion_a?from=2026-10-01&to=2026-11-14'))).status).toBe(400);
  });
});

describe('audiences', () => {
  it('are made of everybody with a tag, listed and deleted', async () => {
    await meet(ANN, ['vip']);
    await meet(BOB, []);
    answer('POST /v2/bot/audienceGroup/upload', { audienceGroupId: 4567 }, 202);
    expect(await owner('POST', at('audiences'), { name: 'VIP', tag: 'vip' })).toMatchObject({ status: 201, body: { id: 4567, count: 1 } });
    expect(callsTo('/v2/bot/audienceGroup/upload')[0]!.body).toEqual({ description: 'VIP', isIfaAudience: false, audiences: [{ id: ANN }] });
    answer('GET /v2/bot/audienceGroup/list', { audienceGroups: [{ audienceGroupId: 4567, description: 'VIP', status: 'READY', audienceCount: 60, created: 1_700_000_000 }] });
    expect((await owner('GET', at('audiences'))).body.items).toEqual([{ id: 4567, name: 'VIP', status: 'READY', count: 60, createdAt: '2023-11-14T22:13:20.000Z', failure: null }]);
    answer('DELETE /v2/bot/audienceGroup/4567', {}, 202);
    expect((await owner('DELETE', at('audiences/4567'))).status).toBe(204);
  });

  it('of nobody, or of ids that are none, are refused before LINE is asked', async () => {
    expect((await owner('POST', at('audiences'), { name: 'VIP', tag: 'nobody has this' })).status).toBe(409);
    expect((await owner('POST', at('audiences'), { name: 'VIP', userIds: [ANN, 'Ann'] })).body.message).toContain('"Ann" is no user ID');
    expect(line.calls).toEqual([]);
  });

  it('whose second half LINE refuses are deleted again', async () => {
    answer('POST /v2/bot/audienceGroup/upload', { audienceGroupId: 5 }, 202);
    answer('PUT /v2/bot/audienceGroup/upload', { message: 'no' }, 400);
    const userIds = Array.from({ length: 10_001 }, (_, index) => `U${index.toString(16).padStart(32, '0')}`);
    expect(await owner('POST', at('audiences'), { name: 'Many', userIds })).toMatchObject({ status: 502, body: { code: 'upstream', details: [{ code: 'refused' }] } });
    expect(line.calls.map((call) => call.method)).toEqual(['POST', 'PUT', 'DELETE']);
  });

  it('are not offered to every account', async () => {
    answer('GET /v2/bot/audienceGroup/list', { message: 'Access to this API is not available for your account' }, 403);
    expect((await owner('GET', at('audiences'))).body).toMatchObject({ code: 'upstream', details: [{ code: 'notAllowed' }] });
  });
});

describe('coupons', () => {
  const coupon = { title: 'Free tea', startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-31T00:00:00.000Z', timezone: 'ASIA_TAIPEI' };
  it('are made as LINE takes them: seconds, -1 for no limit', async () => {
    answer('POST /v2/bot/coupon', { couponId: '01JYNW8JMQVFBNWF1APF8Z3FS7' });
    const made = await owner('POST', at('coupons'), { ...coupon, isReusable: true, lottery: { probability: 10, maxWinners: null }, reward: { type: 'discount', percentage: 15 } });
    expect(made).toMatchObject({ status: 201, body: { id: '01JYNW8JMQVFBNWF1APF8Z3FS7' } });
    expect(callsTo('/v2/bot/coupon')[0]!.body).toEqual({
      title: 'Free tea', startTimestamp: 1_796_083_200, endTimestamp: 1_798_675_200, timezone: 'ASIA_TAIPEI', visibility: 'UNLISTED', maxUseCountPerTicket: -1,
      acquisitionCondition: { type: 'lottery', lotteryProbability: 10, maxAcquireCount: -1 }, reward: { type: 'discount', priceInfo: { type: 'percentage', percentage: 15 } },
    });
  });

  it('are listed with their state and closed once', async () => {
    answer('GET /v2/bot/coupon', { items: [{ couponId: 'c1', title: 'Free tea' }] });
    answer('GET /v2/bot/coupon/c1', { couponId: 'c1', status: 'RUNNING', startTimestamp: 1_796_083_200 });
    expect((await owner('GET', at('coupons'))).body.items).toEqual([{ id: 'c1', title: 'Free tea', status: 'RUNNING', startsAt: '2026-12-01T00:00:00.000Z', endsAt: null }]);
    answer('PUT /v2/bot/coupon/c1/close', {});
    expect((await owner('POST', at('coupons/c1/close'))).status).toBe(204);
    answer('PUT /v2/bot/coupon/c1/close', { message: 'Gone' }, 410);
    expect((await owner('POST', at('coupons/c1/close'))).status).toBe(502);
  });

  it('that end before they begin, or whose texts are too long, are refused beside the field', async () => {
    const refused = async (more: object) => (await owner('POST', at('coupons'), { ...coupon, reward: { type: 'free' }, ...more })).body.details.map((detail: { path: string[] }) => detail.path.join('.'));
    expect(await refused({ endsAt: coupon.startsAt })).toEqual(['body.endsAt']);
    expect(await refused({ title: 'x'.repeat(61) })).toEqual(['body.title']);
    expect(await refused({ imageUrl: 'http://example.com/a.png' })).toEqual(['body.imageUrl']);
  });
});

describe('followers', () => {
  const imports = () => server.app.get(FollowerImports, { strict: false });
  const finished = async () => {
    for (;;) {
      await imports().work();
      const { body } = await owner('GET', at('follower-import'));
      if (body.state !== 'running') return body;
      await server.database.pg.run(`UPDATE follower_import SET next_at = now()`);
    }
  };

  it('come in as people, and somebody known already stays as they are', async () => {
    await meet(ANN, ['vip']);
    answer('GET /v2/bot/followers/ids', { userIds: [ANN, BOB] });
    expect((await owner('GET', at('follower-import'))).body.state).toBe('none');
    expect(await owner('POST', at('follower-import'))).toMatchObject({ status: 202, body: { state: 'running' } });
    expect(await finished()).toMatchObject({ state: 'done', seen: 2, added: 1, problem: null });
    const people = (await server.database.pg.run<{ line_user_id: string; tags: string[] }>('SELECT line_user_id, tags FROM contact WHERE channel_id = $1 ORDER BY line_user_id', [channel.id])).rows;
    expect(people).toEqual([{ line_user_id: ANN, tags: ['vip'] }, { line_user_id: BOB, tags: [] }]);
  });

  it('of an account that is not verified are not told, and the reason is', async () => {
    answer('GET /v2/bot/followers/ids', { message: 'Access to this API is not available for your account' }, 403);
    await owner('POST', at('follower-import'));
    expect(await finished()).toMatchObject({ state: 'failed', problem: 'notAllowed' });
  });

  it('get their names a few at a time; who is not a friend any more is marked so', async () => {
    answer('GET /v2/bot/followers/ids', { userIds: [ANN, BOB] });
    answer(`GET /v2/bot/profile/${ANN}`, { displayName: 'Ann', userId: ANN });
    await owner('POST', at('follower-import'));
    await finished();
    const people = async () => (await server.database.pg.run<{ display_name: string | null; is_friend: boolean }>('SELECT display_name, is_friend FROM contact WHERE channel_id = $1 ORDER BY line_user_id', [channel.id])).rows;
    while ((await people()).some((person) => person.display_name === null && person.is_friend)) await imports().refreshProfiles();
    expect(await people()).toEqual([{ display_name: 'Ann', is_friend: true }, { display_name: null, is_friend: false }]);
  });

  it('have their names looked up again every two weeks, also in channels that never imported anybody', async () => {
    await meet(ANN);
    await meet(BOB);
    answer(`GET /v2/bot/profile/${ANN}`, { displayName: 'Ann', userId: ANN });
    await server.database.pg.run(`UPDATE contact SET profile_at = now() - interval '15 days', display_name = 'Anna' WHERE channel_id = $1 AND line_user_id = $2`, [channel.id, ANN]);
    const name = async () => (await server.database.pg.run<{ display_name: string }>('SELECT display_name FROM contact WHERE channel_id = $1 AND line_user_id = $2', [channel.id, ANN])).rows[0]!.display_name;
    while ((await name()) !== 'Ann') await imports().refreshProfiles();
    await imports().refreshProfiles();
    expect(callsTo(`/v2/bot/profile/${ANN}`)).toHaveLength(1);
    expect(callsTo(`/v2/bot/profile/${BOB}`)).toHaveLength(0);
  });
});

describe('joining a person with their account at a site', () => {
  const contact = async () => (await owner('GET', `/bots/${bot}/contacts`)).body.items[0].id as string;
  const comeBack = async (nonce: string) => {
    const body = JSON.stringify({
      destination: 'U00000000000000000000000000000001',
      events: [{ type: 'accountLink', mode: 'active', timestamp: Date.now(), webhookEventId: `link-${nonce}`, deliveryContext: { isRedelivery: false }, source: { type: 'user', userId: ANN }, link: { result: 'ok', nonce } }],
    });
    const signature = createHmac('sha256', SECRET).update(body).digest('base64');
    return (await fetch(server.url + new URL(channel.webhookUrl).pathname, { method: 'POST', body, headers: { 'x-line-signature': signature } })).status;
  };

  it('goes by link token and nonce, is known to flows, and can be ended', async () => {
    await meet(ANN);
    const id = await contact();
    answer(`POST /v2/bot/user/${ANN}/linkToken`, { linkToken: 'link-1' });
    const { linkToken } = (await owner('POST', `/bots/${bot}/contacts/${id}/link-token`)).body;
    const { redirectUrl } = (await owner('POST', `/bots/${bot}/account-links`, { linkToken, accountId: 'customer-7' })).body;
    expect(redirectUrl).toMatch(/^https:\/\/access\.line\.me\/dialog\/bot\/accountLink\?linkToken=link-1&nonce=[\w-]{32}$/);
    const nonce = new URL(redirectUrl).searchParams.get('nonce')!;
    expect(await comeBack('a-nonce-nobody-gave')).toBe(200);
    expect((await owner('GET', `/bots/${bot}/contacts/${id}`)).body.fields).toEqual({});
    expect(await comeBack(nonce)).toBe(200);
    expect((await owner('GET', `/bots/${bot}/contacts/${id}`)).body.fields).toEqual({ accountId: 'customer-7' });
    expect((await owner('DELETE', `/bots/${bot}/contacts/${id}/account-link`)).status).toBe(204);
    expect((await owner('GET', `/bots/${bot}/contacts/${id}`)).body.fields).toEqual({});
    expect((await owner('DELETE', `/bots/${bot}/contacts/${id}/account-link`)).status).toBe(409);
  });
});
