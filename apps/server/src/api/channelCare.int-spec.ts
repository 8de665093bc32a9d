import { createHmac } from 'node:crypto';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';
import { until } from '@chatloom/test/until';

let line: LineStandIn;
let server: ApiServer;
let owner: Caller;
let bot: string;
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
beforeEach(async () => {
  line.calls.length = 0;
  for (const key of Object.keys(line.answers)) delete line.answers[key];
  Object.assign(line.answers, original);
  bot = (await owner('POST', '/bots', { name: 'Ann’s café' })).body.id;
});

const SECRET = '0123456789abcdef0123456789abcdef';
const keys = { name: 'Shop', channelSecret: SECRET, accessToken: 'token-of-the-shop-1234' };
const channels = () => `/bots/${bot}/channels`;
const connect = async (body: object = keys) => (await owner('POST', channels(), body)).body;
const lineChannels = async () => (await owner('GET', channels())).body.items.filter(({ kind }: { kind: string }) => kind === 'line');
const ISSUE = 'POST /oauth2/v3/token';
const VERIFY = 'POST /v2/oauth/verify';

describe('connecting', () => {
  it('by token knows at once who the bot is, and takes away the blanks that were pasted along', async () => {
    expect(await connect({ ...keys, channelSecret: ` ${SECRET.slice(0, 16)}\n${SECRET.slice(16)} `, accessToken: '\u200btoken-of-the-shop-1234\r\n' })).toMatchObject({
      displayName: 'The Shop', basicId: '@shop', tokenKind: 'given', secretLastFour: 'cdef', tokenLastFour: '1234',
    });
    expect(line.calls[0]?.token).toBe('Bearer token-of-the-shop-1234');
  });

  it('by channel ID makes a token here', async () => {
    line.answers[ISSUE] = { status: 200, body: { access_token: 'made-by-us-9876', expires_in: 899, token_type: 'Bearer' } };
    const made = await connect({ name: 'Shop', channelSecret: SECRET, lineChannelId: '1650001234' });
    expect(made).toMatchObject({ tokenKind: 'issued', lineChannelId: '1650001234', tokenLastFour: '9876', displayName: 'The Shop' });
    expect(Date.parse(made.tokenExpiresAt)).toBeGreaterThan(Date.now());
    expect((await owner('POST', `${channels()}/${made.id}/check`)).body.botInfo.displayName).toBe('The Shop');
    expect(line.calls.at(-1)?.token).toBe('Bearer made-by-us-9876');
  });

  it.each([
    ['a wrong or revoked token', keys, 'GET /v2/bot/info', 401, 'accessToken', 'tokenRefused'],
    ['channel ID and secret of two channels', { name: 'Shop', channelSecret: SECRET, lineChannelId: '1650001234' }, ISSUE, 400, 'channelSecret', 'credentialsRefused'],
  ])('with %s says so beside the field and stores nothing', async (_, body, call, status, field, code) => {
    line.answers[call] = { status, body: { error: 'invalid_client', message: 'no' } };
    expect(await owner('POST', channels(), body)).toMatchObject({ status: 400, body: { code: 'invalid', details: [{ path: ['body', field], code }] } });
    expect(await lineChannels()).toEqual([]);
  });

  it('with the secret of another channel than the token says so, because LINE tells whose the token is', async () => {
    line.answers[VERIFY] = { status: 200, body: { client_id: '1650001234', expires_in: 1000, scope: '' } };
    line.answers[ISSUE] = { status: 400, body: { error: 'invalid_client' } };
    expect((await owner('POST', channels(), keys)).body.details).toMatchObject([{ path: ['body', 'channelSecret'], code: 'secretOfOther' }]);
    line.answers[ISSUE] = { status: 200, body: { access_token: 'x', expires_in: 899 } };
    expect(await connect()).toMatchObject({ tokenKind: 'given', lineChannelId: '1650001234' });
  });

  it('while LINE is away takes a pasted token, but cannot make one', async () => {
    for (const call of ['GET /v2/bot/info', ISSUE, VERIFY]) line.answers[call] = { status: 500, body: {} };
    expect(await connect()).toMatchObject({ displayName: null });
    expect(await owner('POST', channels(), { name: 'Shop', channelSecret: SECRET, lineChannelId: '1650001234' })).toMatchObject({ status: 502, body: { code: 'upstream' } });
    expect(await lineChannels()).toHaveLength(1);
  });

  it('needs a token or a channel ID, and keys in plain letters', async () => {
    expect((await owner('POST', channels(), { name: 'Shop', channelSecret: SECRET })).body.details).toMatchObject([{ path: ['body', 'accessToken'] }]);
    expect((await owner('POST', channels(), { ...keys, channelSecret: '０１２３' })).body.details).toMatchObject([{ path: ['body', 'channelSecret'] }]);
  });

  it('can be changed from a token to the channel ID and back', async () => {
    const { id } = await connect();
    line.answers[ISSUE] = { status: 200, body: { access_token: 'made-by-us-9876', expires_in: 899 } };
    expect((await owner('PATCH', `${channels()}/${id}`, { lineChannelId: '1650001234' })).body).toMatchObject({ tokenKind: 'issued', tokenLastFour: '9876' });
    expect((await owner('PATCH', `${channels()}/${id}`, { accessToken: 'pasted-again-5555' })).body).toMatchObject({ tokenKind: 'given', tokenLastFour: '5555', tokenExpiresAt: null });
    line.answers['GET /v2/bot/info'] = { status: 401, body: {} };
    expect((await owner('PATCH', `${channels()}/${id}`, { accessToken: 'wrong' })).status).toBe(400);
    expect((await lineChannels())[0].tokenLastFour).toBe('5555');
  });
});

describe('the check list', () => {
  it('knows what LINE tells, and keeps what a person ticks off', async () => {
    const { id } = await connect();
    const verified = async () => (await owner('POST', `${channels()}/${id}/check`)).body.verified;
    line.answers['GET /v2/bot/followers/ids'] = { status: 403, body: { message: 'Access to this API is not available for your account' } };
    expect(await verified()).toBe(false);
    line.answers['GET /v2/bot/followers/ids'] = { status: 200, body: { userIds: [] } };
    expect(await verified()).toBe(true);
    await owner('PATCH', `${channels()}/${id}`, { ticked: { redelivery: true } });
    expect((await owner('PATCH', `${channels()}/${id}`, { ticked: { greetingOff: true } })).body.ticked).toEqual({ redelivery: true, greetingOff: true });
  });
});

describe('a refused webhook', () => {
  const body = JSON.stringify({ destination: 'U00000000000000000000000000000001', events: [] });
  const sign = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('base64');
  const deliver = async (channel: { webhookUrl: string }, text: string, signature?: string) =>
    (await fetch(server.url + new URL(channel.webhookUrl).pathname, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...(signature === undefined ? {} : { 'x-line-signature': signature }) } })).status;
  const why = async (id: string, given: object = {}) => (await owner('POST', `${channels()}/${id}/signature-test`, given)).body;
  const kept = (id: string) => until(() => why(id), ({ verdict }) => verdict !== 'nothingRefused');

  it('is explained from what arrived', async () => {
    const channel = await connect();
    expect(await why(channel.id)).toEqual({ verdict: 'nothingRefused', otherChannelName: null, at: null, bytes: null });
    expect(await deliver(channel, JSON.stringify(JSON.parse(body), null, 1), sign(body))).toBe(401);
    expect(await kept(channel.id)).toMatchObject({ verdict: 'reencoded', at: expect.any(String) });
    expect((await owner('POST', `${channels()}/${channel.id}/check`)).body.problems.map(({ code }: { code: string }) => code)).toContain('signatureRefused');
  });

  it('is explained from what is pasted: right, missing, cut, or of another channel of the bot', async () => {
    const channel = await connect();
    await connect({ ...keys, name: 'Bar', channelSecret: 'f'.repeat(32) });
    expect(await why(channel.id, { body, signature: sign(body) })).toMatchObject({ verdict: 'ok' });
    expect(await why(channel.id, { body })).toMatchObject({ verdict: 'missing' });
    expect(await why(channel.id, { body, signature: 'abc=' })).toMatchObject({ verdict: 'wrongLength' });
    expect(await why(channel.id, { body, signature: sign(body, 'f'.repeat(32)) })).toMatchObject({ verdict: 'otherChannel', otherChannelName: 'Bar' });
    expect(await why(channel.id, { body, signature: sign('{}') })).toMatchObject({ verdict: 'mismatch' });
  });

  it('for another bot is taken, and the check warns', async () => {
    const channel = await connect();
    const foreign = JSON.stringify({ destination: `U${'f'.repeat(32)}`, events: [] });
    expect(await deliver(channel, foreign, sign(foreign))).toBe(200);
    const codes = async () => (await owner('POST', `${channels()}/${channel.id}/check`)).body.problems.map(({ code }: { code: string }) => code);
    await until(codes, (all) => all.includes('otherDestination'));
    expect(await deliver(channel, body, sign(body))).toBe(200);
  });
});

describe('the month’s messages', () => {
  it('are read at the first look, with a forecast and the level reached', async () => {
    line.answers['GET /v2/bot/message/quota/consumption'] = { status: 200, body: { totalUsage: 190 } };
    const { id } = await connect();
    const quota = (await owner('GET', `${channels()}/${id}/quota`)).body;
    expect(quota).toMatchObject({ limit: 200, used: 190, level: 90, pushStopPercent: null, isHolding: false, held: { count: 0, oldestAt: null }, days: [{ used: 190 }] });
    expect(quota.forecast).toBeGreaterThanOrEqual(190);
  });

  it('stop pushes from the share a person chose, until they decide otherwise', async () => {
    line.answers['GET /v2/bot/message/quota/consumption'] = { status: 200, body: { totalUsage: 190 } };
    const { id } = await connect();
    await owner('GET', `${channels()}/${id}/quota`);
    expect((await owner('PATCH', `${channels()}/${id}`, { pushStopPercent: 101 })).status).toBe(400);
    await owner('PATCH', `${channels()}/${id}`, { pushStopPercent: 90 });
    expect((await owner('GET', `${channels()}/${id}/quota`)).body).toMatchObject({ pushStopPercent: 90, isHolding: true });
    expect((await owner('POST', `${channels()}/${id}/held-pushes`, { decision: 'send' })).body).toEqual({ count: 0 });
    expect((await owner('GET', `${channels()}/${id}/quota`)).body).toMatchObject({ pushStopPercent: null, isHolding: false });
  });

  it('are unknown while LINE does not tell', async () => {
    line.answers['GET /v2/bot/message/quota'] = { status: 500, body: {} };
    const { id } = await connect();
    expect((await owner('GET', `${channels()}/${id}/quota`)).body).toMatchObject({ month: null, checkedAt: null, used: 0 });
  });
});
