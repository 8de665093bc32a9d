import { ANN, type ApiServer, SETUP_TOKEN, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(() => server.forgetPeople());

const setUp = (more = {}) => server.anonymous('POST', '/setup', { setupToken: SETUP_TOKEN, ...ANN, ...more });
const cookieOf = (answer: { headers: Headers }) => answer.headers.get('set-cookie')!.split(';')[0]!;

describe('the first visit', () => {
  it('makes the owner, signs in with a cookie only the browser can read, and is over', async () => {
    expect((await server.anonymous('GET', '/setup')).body).toEqual({ needed: true });
    const made = await setUp();
    expect(made).toMatchObject({ status: 201, body: { person: { email: ANN.email, name: 'Ann', language: 'en', colorScheme: 'auto' } } });
    expect(made.body).not.toHaveProperty('token');
    expect(made.headers.get('set-cookie')).toMatch(/^chatloom=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect((await server.anonymous('GET', '/setup')).body).toEqual({ needed: false });
    expect(await setUp()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await server.anonymous('GET', '/session', undefined, { cookie: cookieOf(made) })).body).toMatchObject({ person: { name: 'Ann' }, by: 'cookie' });
  });

  it('tells which fields are wrong', async () => {
    const answer = await setUp({ email: 'ann', password: 'short' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(answer.body.details.map((detail: { path: string[] }) => detail.path)).toEqual([['body', 'email'], ['body', 'password']]);
    expect(await setUp({ password: 'password123' })).toMatchObject({ status: 400, body: { details: [{ path: ['body', 'password'], code: 'commonPassword' }] } });
    expect(await setUp({ setupToken: 'another' })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('a session', () => {
  it('begins with the right password and ends with signing out', async () => {
    await setUp();
    expect(await server.anonymous('POST', '/session', { email: ANN.email, password: 'wrong' })).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } });
    const entered = await server.anonymous('POST', '/session', { email: 'ANN@example.com', password: ANN.password });
    expect(entered.status).toBe(201);
    const cookie = cookieOf(entered);
    const listed = await server.anonymous('GET', '/sessions', undefined, { cookie });
    expect(listed.body.items.map((session: { current: boolean }) => session.current)).toEqual([true, false]);
    const left = await server.anonymous('DELETE', '/session', undefined, { cookie });
    expect(left).toMatchObject({ status: 204, body: undefined });
    expect(left.headers.get('set-cookie')).toMatch(/^chatloom=; Max-Age=0/);
    expect((await server.anonymous('GET', '/session', undefined, { cookie })).status).toBe(401);
  });

  it('can be ended from another browser', async () => {
    const first = cookieOf(await setUp());
    const second = cookieOf(await server.anonymous('POST', '/session', ANN));
    const { body } = await server.anonymous('GET', '/sessions', undefined, { cookie: second });
    const other = body.items.find((session: { current: boolean }) => !session.current);
    expect((await server.anonymous('DELETE', `/sessions/${other.id}`, undefined, { cookie: second })).status).toBe(204);
    expect((await server.anonymous('GET', '/session', undefined, { cookie: first })).status).toBe(401);
    expect((await server.anonymous('DELETE', `/sessions/${other.id}`, undefined, { cookie: second })).status).toBe(404);
  });

  it('does nothing that another site asks for', async () => {
    const cookie = cookieOf(await setUp());
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }] as Record<string, string>[]) {
      expect(await server.anonymous('PATCH', '/me', { name: 'Mallory' }, { cookie, ...headers })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect((await server.anonymous('POST', '/session', ANN, headers)).status).toBe(403);
    }
    expect((await server.anonymous('POST', '/tokens', '{"name":"x"}', { cookie, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await server.anonymous('GET', '/session', undefined, { cookie })).body.person.name).toBe('Ann');
    expect((await server.anonymous('PATCH', '/me', { name: 'Ann Lee', colorScheme: 'dark' }, { cookie, 'sec-fetch-site': 'same-origin' })).body).toMatchObject({ name: 'Ann Lee', colorScheme: 'dark' });
  });

  it('is throttled after wrong tries, and says how long to wait', async () => {
    await setUp();
    const statuses: number[] = [];
    let last;
    for (let guess = 0; guess < 8; guess += 1) {
      last = await server.anonymous('POST', '/session', { email: 'bob@example.com', password: `guess ${guess}` });
      statuses.push(last.status);
    }
    expect(statuses).toContain(401);
    expect(last).toMatchObject({ status: 429, body: { code: 'throttled' } });
    expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('the own account', () => {
  it('changes its password with the current one only', async () => {
    const cookie = cookieOf(await setUp());
    const change = (current: string, fresh: string) => server.anonymous('PATCH', '/me', { password: { current, new: fresh } }, { cookie });
    expect(await change('wrong', 'a new sentence of mine')).toMatchObject({ status: 400, body: { details: [{ path: ['body', 'password', 'current'], code: 'wrongPassword' }] } });
    expect((await change(ANN.password, 'a new sentence of mine')).status).toBe(200);
    expect((await server.anonymous('POST', '/session', { ...ANN, password: 'a new sentence of mine' })).status).toBe(201);
  });

  it('makes API tokens that are shown once and stop working when revoked', async () => {
    const owner = await server.owner();
    const made = await owner('POST', '/tokens', { name: 'script' });
    expect(made).toMatchObject({ status: 201, body: { name: 'script', token: expect.stringMatching(/^clt_/) } });
    const script = server.withToken(made.body.token);
    expect((await script('GET', '/session')).body).toMatchObject({ by: 'token', person: { name: 'Ann' } });
    const listed = (await owner('GET', '/tokens')).body.items;
    expect(JSON.stringify(listed)).not.toContain(made.body.token);
    expect((await owner('DELETE', `/tokens/${made.body.id}`)).status).toBe(204);
    expect((await script('GET', '/session')).status).toBe(401);
  });
});

describe('what is wrong with a request', () => {
  it('is always said in the same shape', async () => {
    const owner = await server.owner();
    const cases: [Promise<{ status: number; body: any }>, number, string][] = [
      [owner('POST', '/bots', '{"name":'), 400, 'malformed'],
      [owner('POST', '/bots', '{"name":"x","__proto__":{"a":1}}'), 400, 'malformed'],
      [owner('POST', '/bots', 'x'.repeat(13 * 1024 * 1024)), 413, 'tooLarge'],
      [owner('POST', '/bots', '<x/>', { 'content-type': 'text/xml' }), 415, 'unsupportedMediaType'],
      [owner('GET', '/nothing/here'), 404, 'notFound'],
      [owner('PUT', '/bots', {}), 404, 'notFound'],
      [owner('GET', '/bots/not-an-id'), 404, 'notFound'],
      [server.anonymous('GET', '/bots'), 401, 'unauthenticated'],
      [server.withToken('clt_made-up')('GET', '/bots'), 401, 'unauthenticated'],
    ];
    for (const [answer, status, code] of cases) {
      const { status: actual, body } = await answer;
      expect([actual, body]).toEqual([status, { code, message: expect.any(String), details: expect.any(Array) }]);
    }
  });
});
