import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

/** Access tokens v2.1: signed for with a key made here, whose public half a person registers at LINE (FACTS §14). */
const SECRET = '0123456789abcdef0123456789abcdef';
let simulator: Simulator;
let server: ApiServer;
let call: Caller;
let botId: string;
let channelId: string;
beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  server = await startApiServer({ LINE_API_BASE_URL: simulator.url, LINE_DATA_API_BASE_URL: simulator.url, SIMULATOR_URL: simulator.url });
  call = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
}, 30_000);
beforeEach(async () => {
  await drive('DELETE', '').catch(() => undefined);
  await drive('PUT', '', { secret: SECRET, accessToken: 'a-first-token' });
  botId = (await call('POST', '/bots', { name: 'Tea House' })).body.id;
  channelId = (await call('POST', `/bots/${botId}/channels`, { name: 'Shop', channelSecret: SECRET, accessToken: 'a-first-token' })).body.id;
});
async function drive(method: string, path: string, body?: object): Promise<any> {
  const response = await fetch(`${simulator.url}/sim/v1/channels/1234567890${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
const at = () => `/bots/${botId}/channels/${channelId}/token-key`;
const channel = async () => (await call('GET', `/bots/${botId}/channels`)).body.items.find((one: { id: string }) => one.id === channelId);
/** What a person does in LINE's console. */
const register = async (publicKey: object): Promise<string> => (await drive('POST', '/keys', { jwk: publicKey })).kid;

describe('access tokens by signature', () => {
  it('are made and renewed with a key whose private half nobody sees, until it is given up', async () => {
    expect((await call('GET', at())).body).toEqual({ key: null });
    const made = await call('POST', at());
    expect([made.status, Object.keys(made.body.publicKey).sort(), made.body.kid]).toEqual([201, ['alg', 'e', 'kty', 'n', 'use'], null]);
    expect(JSON.stringify((await server.database.pg.run('SELECT * FROM channel_token_key')).rows)).not.toContain('PRIVATE KEY');

    const kid = await register(made.body.publicKey);
    expect((await call('PUT', at(), { kid })).body).toMatchObject({ kid });
    const used = await channel();
    expect([used.tokenKind, used.lineChannelId]).toEqual(['issued', '1234567890']);
    const daysLeft = (Date.parse(used.tokenExpiresAt) - Date.now()) / 86_400_000;
    expect(daysLeft).toBeGreaterThan(29);

    // Its end comes near: the next use fetches another, by the same key.
    await server.database.pg.run(`UPDATE channel SET token_expires_at = now() + interval '1 minute' WHERE id = $1`, [channelId]);
    expect((await call('POST', `/bots/${botId}/channels/${channelId}/check`)).body.botInfo).toBeDefined();
    for (let last = used.tokenLastFour; last === used.tokenLastFour; last = (await channel()).tokenLastFour) await call('POST', `/bots/${botId}/channels/${channelId}/check`);
    expect(Date.parse((await channel()).tokenExpiresAt) - Date.now()).toBeGreaterThan(29 * 86_400_000);

    expect((await call('POST', at())).status).toBe(409);
    expect((await call('DELETE', at())).status).toBe(204);
    // By channel secret again: a quarter of an hour.
    expect(Date.parse((await channel()).tokenExpiresAt) - Date.now()).toBeLessThan(16 * 60_000);
    expect((await call('GET', at())).body).toEqual({ key: null });
  }, 60_000);

  it('are not made with a key LINE does not know, and nothing changes', async () => {
    expect((await call('PUT', at(), { kid: 'nothing' })).status).toBe(409);
    await call('POST', at());
    expect(await call('PUT', at(), { kid: 'a-wrong-one' })).toMatchObject({ status: 400, body: { details: [{ code: 'keyRefused', path: ['body', 'kid'] }] } });
    expect(await channel()).toMatchObject({ tokenKind: 'given', tokenLastFour: 'oken' });
    expect((await call('GET', at())).body.key.kid).toBeNull();
  }, 60_000);
});
