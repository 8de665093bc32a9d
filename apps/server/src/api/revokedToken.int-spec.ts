import { LOGGER, type Logger } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

/** A token that LINE takes no more (RELIABILITY F14): the channel pauses, one alert, the queue is kept, nothing is lost after the new token. */
const SECRET = '0123456789abcdef0123456789abcdef';
const PEOPLE = ['Ann', 'Bob', 'Cat'];

let simulator: Simulator;
let server: ApiServer;
let call: Caller;
let botId: string;
let channel: { id: string; webhookUrl: string };
let users: Record<string, string>;
let alerts: unknown[];

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  server = await startApiServer({ LINE_API_BASE_URL: simulator.url, LINE_DATA_API_BASE_URL: simulator.url, SIMULATOR_URL: simulator.url, LOG_LEVEL: 'silent' });
  call = await server.owner();
  const logger = server.app.get<Logger>(LOGGER, { strict: false });
  const { error } = logger;
  alerts = [];
  logger.error = ((fields: { code?: string }, ...rest: [string]) => {
    if (fields.code === 'channelPaused') alerts.push(fields);
    return error.call(logger, fields, ...rest);
  }) as Logger['error'];
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
}, 30_000);
beforeEach(async () => {
  alerts.length = 0;
  await drive('PUT', '', { secret: SECRET, accessToken: 'the-first-token', quota: 1_000 });
  botId = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' })).body.id;
  const document = {
    formatVersion: 1, name: 'Hello', language: 'en', edges: [{ id: 'e', from: 'start', port: 'next', to: 'hi' }], layout: { nodes: {} },
    nodes: { start: { type: 'messageTrigger', data: {} }, hi: { type: 'text', data: { text: 'You said {{message.text}}', ifTooLate: 'push' } } },
  };
  const flow = (await call('POST', `/bots/${botId}/flows`, { document })).body;
  expect((await call('POST', `/bots/${botId}/flows/${flow.id}/publish`)).status).toBe(201);
  channel = (await call('POST', `/bots/${botId}/channels`, { name: 'Shop', channelSecret: SECRET, accessToken: 'the-first-token' })).body;
  await drive('PUT', '', { secret: SECRET, accessToken: 'the-first-token', webhookUrl: `${server.url}${new URL(channel.webhookUrl).pathname}` });
  users = {};
  for (const displayName of PEOPLE) users[displayName] = (await drive('POST', '/users', { displayName })).userId;
});

async function drive(method: string, path: string, body?: object): Promise<any> {
  const response = await fetch(`${simulator.url}/sim/v1/channels/shop${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
  expect([path, response.status < 300]).toEqual([path, true]);
  return response.json();
}
const says = (name: string, text: string) => drive('POST', `/users/${users[name]}/send`, { type: 'text', text, wait: true });
/** What the bot has said to somebody. */
async function heard(name: string): Promise<string[]> {
  const { bubbles } = await drive('GET', `/users/${users[name]}/chat`);
  return bubbles.filter((one: { side: string }) => one.side === 'bot').map((one: { message: { text: string } }) => one.message.text);
}
const standing = async () => (await call('GET', `/bots/${botId}/channels`)).body.items.find((one: { id: string }) => one.id === channel.id);
const queued = async () => (await server.database.pg.run<{ count: number }>(`SELECT count(*)::int AS count FROM outbox WHERE bot_id = $1 AND state = 'queued'`, [botId])).rows[0]!.count;

describe('a channel whose access token was revoked', () => {
  it('pauses with one alert, keeps what it has to say, and says it once when there is a new token', async () => {
    await says('Ann', 'one');
    await until(() => heard('Ann'), (said) => said.length === 1);

    await drive('PUT', '', { secret: SECRET, accessToken: 'the-second-token' });
    for (const name of PEOPLE) await says(name, 'two');
    await until(standing, (one) => one.state === 'paused');
    for (const name of PEOPLE) await says(name, 'three');
    await until(queued, (count) => count === 6);
    expect(await standing()).toMatchObject({ state: 'paused', pausedReason: 'unauthorized' });
    expect(alerts).toHaveLength(1);

    // A wrong one is refused at once, and the channel stays as it is.
    expect(await call('PATCH', `/bots/${botId}/channels/${channel.id}`, { accessToken: 'a-third-token-nobody-knows' })).toMatchObject({ status: 400, body: { details: [{ code: 'tokenRefused' }] } });
    expect((await standing()).state).toBe('paused');

    expect((await call('PATCH', `/bots/${botId}/channels/${channel.id}`, { accessToken: 'the-second-token' })).body).toMatchObject({ state: 'active', pausedReason: null });
    await until(queued, (count) => count === 0);
    for (const name of PEOPLE) {
      const said = await until(() => heard(name), (words) => words.filter((one) => one !== 'You said one').length === 2);
      expect(said.filter((one) => one !== 'You said one')).toEqual(['You said two', 'You said three']);
    }
    expect(alerts).toHaveLength(1);
  }, 60_000);

  it('does so for a call LINE forbids as well, and tells the person why a follower import is not allowed', async () => {
    await drive('POST', '/chaos', { failNext: { status: 403, count: 1, endpoint: 'reply' } });
    await says('Bob', 'two');
    await until(standing, (one) => one.state === 'paused');
    expect(await queued()).toBe(1);
    expect((await call('POST', `/bots/${botId}/channels/${channel.id}/resume`)).body.state).toBe('active');
    expect(await until(() => heard('Bob'), (said) => said.length === 1)).toEqual(['You said two']);

    await call('POST', `/bots/${botId}/channels/${channel.id}/follower-import`);
    const done = await until(async () => (await call('GET', `/bots/${botId}/channels/${channel.id}/follower-import`)).body, (one) => one.state !== 'running');
    expect(done).toMatchObject({ state: 'failed', problem: 'notAllowed' });
  }, 60_000);
});
