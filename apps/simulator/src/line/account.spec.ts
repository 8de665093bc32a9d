import { createSign, generateKeyPairSync } from 'node:crypto';
import { CHANNEL, SECRET, setStage, type Stage, text, TOKEN } from '../../test/simulatorSetup';

describe('what the simulator tells about account and users', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann', { language: 'th', statusMessage: 'hungry' });
  });
  afterEach(() => stage.close());

  it('shows profiles of friends and of strangers who wrote, and leaves out what is not known', async () => {
    expect((await stage.line('GET', `/v2/bot/profile/${ann}`)).body).toEqual({ displayName: 'Ann', userId: ann, language: 'th', statusMessage: 'hungry' });
    const bob = await stage.user('Bob', { friend: false });
    expect((await stage.line('GET', `/v2/bot/profile/${bob}`)).status).toBe(404);
    await stage.say(bob, 'hello');
    expect((await stage.line('GET', `/v2/bot/profile/${bob}`)).body).toEqual({ displayName: 'Bob', userId: bob });
    expect((await stage.line('GET', '/v2/bot/profile/bob')).body).toEqual({ message: "The value for the 'userId' parameter is invalid" });
  });

  it('introduces the bot', async () => {
    const { body } = await stage.line('GET', '/v2/bot/info');
    expect(body).toMatchObject({ displayName: 'Loom Café', chatMode: 'bot', markAsReadMode: 'auto', basicId: expect.stringMatching(/^@/) });
    expect(body.userId).toMatch(/^U[0-9a-f]{32}$/);
  });

  it('lists followers for verified accounts only, by pages', async () => {
    expect((await stage.line('GET', '/v2/bot/followers/ids')).status).toBe(403);
    await stage.settings({ verified: true });
    const bob = await stage.user('Bob');
    const first = (await stage.line('GET', '/v2/bot/followers/ids?limit=1')).body;
    expect(first).toEqual({ userIds: [ann], next: expect.any(String) });
    expect((await stage.line('GET', `/v2/bot/followers/ids?limit=1&start=${first.next}`)).body).toEqual({ userIds: [bob] });
  });

  it('counts deliveries per day, ready on the next', async () => {
    await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('hi') });
    const day = new Date(stage.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    const count = async () => (await stage.line('GET', `/v2/bot/message/delivery/push?date=${day}`)).body;
    expect(await count()).toEqual({ status: 'unready' });
    stage.clock.advance(86_400_000);
    expect(await count()).toEqual({ status: 'ready', success: 1 });
    expect((await stage.line('GET', '/v2/bot/message/delivery/push?date=today')).status).toBe(400);
  });

  it('sets, gives and tests the webhook endpoint', async () => {
    const path = '/v2/bot/channel/webhook/endpoint';
    expect((await stage.line('GET', path)).body).toEqual({ endpoint: stage.bot.url, active: true });
    expect((await stage.line('PUT', path, { endpoint: 'http://example.com' })).body).toEqual({ message: 'Invalid webhook endpoint URL' });
    expect((await stage.line('PUT', path, { endpoint: 'https://example.com/hook' })).body).toEqual({});
    expect((await stage.line('GET', path)).body).toEqual({ endpoint: 'https://example.com/hook', active: true });
    await stage.settings({ webhookUrl: null });
    expect((await stage.line('GET', path)).body).toEqual({ message: 'Webhook endpoint not found' });

    await stage.settings({ webhookUrl: stage.bot.url, lenient: true });
    const test = async (endpoint?: string) => (await stage.line('POST', '/v2/bot/channel/webhook/test', endpoint === undefined ? {} : { endpoint })).body;
    expect(await test()).toMatchObject({ success: true, statusCode: 200, reason: 'OK', timestamp: new Date(stage.clock.now()).toISOString() });
    expect(stage.bot.received.at(-1)?.body.events).toEqual([]);
    stage.bot.answer = (response) => void response.writeHead(503).end();
    expect(await test(stage.bot.url)).toMatchObject({ success: false, statusCode: 503, reason: 'ERROR_STATUS_CODE', detail: '503' });
    await stage.settings({ webhookTimeoutMs: 30 });
    stage.bot.answer = () => undefined;
    expect(await test()).toMatchObject({ success: false, statusCode: 0, reason: 'REQUEST_TIMEOUT' });
    await stage.settings({ webhookTimeoutMs: 60_000 });
    await stage.bot.close();
    expect(await test()).toMatchObject({ success: false, statusCode: 0, reason: 'COULD_NOT_CONNECT' });
  });

  it('shows the loading animation for 5 to 60 seconds in steps of five, to people only', async () => {
    const start = (chatId: unknown, loadingSeconds?: unknown) => stage.line('POST', '/v2/bot/chat/loading/start', { chatId, loadingSeconds });
    expect((await start(ann, 10)).status).toBe(202);
    expect((await stage.chat(ann)).loadingUntil).toBe(stage.clock.now() + 10_000);
    await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('here') });
    expect((await stage.chat(ann)).loadingUntil).toBe(0);

    const multiple = { message: 'must be a multiple of five', property: 'loadingSeconds' };
    expect((await start(ann, 7)).body.details).toEqual([multiple]);
    expect((await start(ann, 3)).body.details).toEqual([{ message: 'Must be between 5 and 60', property: 'loadingSeconds' }, multiple]);
    expect((await start(`C${'0'.repeat(32)}`)).body.details).toEqual([expect.objectContaining({ property: 'chatId' })]);
  });

  it('marks as read up to the message of a token', async () => {
    const events = [await stage.say(ann, 'one'), await stage.say(ann, 'two'), await stage.say(ann, 'three')];
    expect((await stage.line('POST', '/v2/bot/chat/markAsRead', { markAsReadToken: events[1]!.message.markAsReadToken })).status).toBe(200);
    expect((await stage.chat(ann)).bubbles.map(({ read }) => read === true)).toEqual([true, true, false]);
    expect((await stage.line('POST', '/v2/bot/chat/markAsRead', { markAsReadToken: '' })).status).toBe(400);
  });

  it('tells about groups what each member may know', async () => {
    const bob = await stage.user('Bob', { friend: false });
    const { groupId } = await stage.drive('POST', '/groups', { name: 'Friends', members: [ann, bob] });
    const get = async (rest: string) => stage.line('GET', `/v2/bot/group/${groupId}/${rest}`);
    expect((await get('summary')).body).toEqual({ groupId, groupName: 'Friends' });
    expect((await get('members/count')).body).toEqual({ count: 2 });
    expect((await get('members/ids')).status).toBe(403);
    expect((await get(`member/${bob}`)).body).toEqual({ displayName: 'Bob', userId: bob });
    expect((await stage.line('POST', `/v2/bot/group/${groupId}/leave`)).status).toBe(200);
    expect((await stage.line('POST', `/v2/bot/group/${groupId}/leave`)).status).toBe(404);
    expect((await get('summary')).status).toBe(404);
  });

  describe('tokens', () => {
    const form = (path: string, fields: Record<string, string>) =>
      stage.line('POST', path, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' });
    const info = async (token: string) => (await stage.line('GET', '/v2/bot/info', undefined, { authorization: `Bearer ${token}` })).status;
    const credentials = { grant_type: 'client_credentials', client_id: CHANNEL, client_secret: SECRET };

    it('for 15 minutes are issued by the channel secret', async () => {
      const { body } = await form('/oauth2/v3/token', credentials);
      expect(body).toEqual({ token_type: 'Bearer', access_token: expect.any(String), expires_in: 899 });
      expect(await info(body.access_token)).toBe(200);
      stage.clock.advance(899_000);
      expect(await info(body.access_token)).toBe(401);
      expect((await form('/oauth2/v3/token', { ...credentials, client_secret: 'wrong' })).body).toEqual({ error: 'invalid_client', error_description: expect.any(String) });
    });

    it('for 30 days can be verified and revoked', async () => {
      const { body } = await form('/v2/oauth/accessToken', credentials);
      expect((await form('/v2/oauth/verify', { access_token: body.access_token })).body).toMatchObject({ client_id: CHANNEL, expires_in: 30 * 24 * 3_600 });
      await form('/v2/oauth/revoke', { access_token: body.access_token });
      expect(await info(body.access_token)).toBe(401);
      expect(await info(TOKEN)).toBe(200);
    });

    describe('by a signed assertion', () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      let kid: string;
      beforeEach(async () => {
        kid = (await stage.drive('POST', '/keys', { jwk: publicKey.export({ format: 'jwk' }) })).kid;
      });
      const jwt = (claims: object, header: object = {}): string => {
        const content = [{ alg: 'RS256', typ: 'JWT', kid, ...header }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
        return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
      };
      const claims = () => ({ iss: CHANNEL, sub: CHANNEL, aud: 'https://api.line.me/', exp: Math.floor(stage.clock.now() / 1_000) + 1_800, token_exp: 86_400 });
      const ask = (assertion: string, path = '/oauth2/v2.1/token') => form(path, { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion });

      it('are issued, listed by key id, revoked', async () => {
        const { body } = await ask(jwt(claims()));
        expect(body).toEqual({ token_type: 'Bearer', access_token: expect.any(String), expires_in: 86_400, key_id: expect.any(String) });
        expect(await info(body.access_token)).toBe(200);
        const kids = async () => (await stage.line('GET', `/oauth2/v2.1/tokens/kid?client_assertion_type=${type}&client_assertion=${jwt(claims())}`)).body;
        expect(await kids()).toEqual({ kids: [body.key_id] });
        await form('/oauth2/v2.1/revoke', { client_id: CHANNEL, client_secret: SECRET, access_token: body.access_token });
        expect(await kids()).toEqual({ kids: [] });
        expect(await info(body.access_token)).toBe(401);
        expect((await ask(jwt(claims()), '/oauth2/v3/token')).body).toMatchObject({ expires_in: 899 });
      });

      it('are refused for wrong claims, a wrong key, a changed text, and the 31st', async () => {
        const now = Math.floor(stage.clock.now() / 1_000);
        for (const wrong of [{ exp: now }, { exp: now + 1_801 }, { aud: 'x' }, { iss: 'other' }, { token_exp: 31 * 86_400 }]) {
          expect((await ask(jwt({ ...claims(), ...wrong }))).status).toBe(400);
        }
        expect((await ask(jwt(claims(), { kid: 'another' }))).status).toBe(400);
        expect((await ask(jwt(claims(), { alg: 'none' }))).status).toBe(400);
        const [head, , signature] = jwt(claims()).split('.');
        const longer = Buffer.from(JSON.stringify({ ...claims(), token_exp: 90_000 })).toString('base64url');
        expect((await ask([head, longer, signature].join('.'))).status).toBe(400);
        for (let count = 0; count < 30; count++) expect((await ask(jwt(claims()))).status).toBe(200);
        expect((await ask(jwt(claims()))).body).toMatchObject({ error: 'invalid_request' });
      });
    });

    it('of the short-lived kind make room for a 31st', async () => {
      const tokens: string[] = [];
      for (let count = 0; count < 31; count++) tokens.push((await form('/v2/oauth/accessToken', credentials)).body.access_token);
      expect([await info(tokens[0]!), await info(tokens[1]!), await info(tokens[30]!)]).toEqual([401, 200, 200]);
    });
  });
});
