import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

/** From the button of a flow over the shop's own sign-in page and LINE's dialog back into the flow (FACTS §13). */
let simulator: Simulator;
let shop: Server;
let server: ApiServer;
let call: Caller;
let botId: string;
let channelId: string;
let ann: string;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  server = await startApiServer({ SIMULATOR_URL: simulator.url });
  call = await server.owner();
  // The shop's page signs everybody in as member 42 and sends them on, as LINE's guide says.
  shop = createServer(async (request, response) => {
    const linkToken = new URL(request.url!, 'http://shop').searchParams.get('linkToken')!;
    const begun = await call('POST', `/bots/${botId}/account-links`, { linkToken, accountId: 'member-42' });
    response.writeHead(302, { location: begun.body.redirectUrl }).end();
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
  shop.close();
}, 30_000);
beforeEach(async () => {
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
  const say = (text: string) => ({ type: 'text', data: { text, ifTooLate: 'push' } });
  const document = {
    formatVersion: 1, name: 'Join', language: 'en', layout: { nodes: {} },
    nodes: {
      start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'join' }] } },
      link: { type: 'accountLink', data: { text: 'Join your account', buttonLabel: 'Sign in', signInUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/sign-in?from=line`, waitFor: { amount: 1, unit: 'hours' } } },
      linked: say('Welcome, {{field.accountId}}'), failed: say('That did not work'), expired: say('Too late'),
    },
    edges: [
      { id: 'a', from: 'start', port: 'next', to: 'link' },
      ...['linked', 'failed', 'expired'].map((port) => ({ id: port, from: 'link', port, to: port })),
    ],
  };
  expect((await call('POST', `/bots/${botId}/flows`, { document })).status).toBe(201);
  await until(async () => (await fetch(`${simulator.url}/sim/v1/channels/${channelId}`)).ok, Boolean);
  ann = (await call('POST', `/bots/${botId}/phone/people`, { displayName: 'Ann' })).body.userId;
  await act({ type: 'follow' });
});

const act = (action: object) => call('POST', `/bots/${botId}/phone/people/${ann}/actions`, action);
const drive = async (path: string, body?: object) =>
  (await fetch(`${simulator.url}/sim/v1/channels/${channelId}/users/${ann}${path}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json() as Promise<any>;
const said = async () => (await drive('/chat')).bubbles.filter((one: any) => one.side === 'bot').map((one: any) => one.message);
/** The button, once it is there. */
async function button(): Promise<string> {
  expect((await act({ type: 'sendText', text: 'join' })).status).toBeLessThan(300);
  const messages = await until(said, (all) => all.length > 0);
  const path = new URL(messages[0].template.actions[0].uri).pathname;
  return `${server.url}${path}`;
}

describe('joining a person with their account elsewhere', () => {
  it('leads from the button over the sign-in page and the dialog back into the flow', async () => {
    const page = await fetch(await button());
    expect([page.status, await page.text()]).toEqual([200, 'Your accounts are linked. You can close this page.']);
    const messages = await until(said, (all) => all.length === 2);
    expect(messages[1].text).toBe('Welcome, member-42');
  }, 15_000);

  it('lets the button be tapped again: each time with a new token', async () => {
    const address = await button();
    const [first, second] = [await fetch(address, { redirect: 'manual' }), await fetch(address, { redirect: 'manual' })];
    const tokens = [first, second].map((answer) => new URL(answer.headers.get('location')!).searchParams);
    expect(tokens.map((query) => query.get('from'))).toEqual(['line', 'line']);
    expect(tokens[0]!.get('linkToken')).not.toBe(tokens[1]!.get('linkToken'));
  }, 15_000);

  it('goes another way when LINE could not join them', async () => {
    const linkToken = new URL((await fetch(await button(), { redirect: 'manual' })).headers.get('location')!).searchParams.get('linkToken')!;
    const { redirectUrl } = (await call('POST', `/bots/${botId}/account-links`, { linkToken, accountId: 'member-42' })).body;
    expect(redirectUrl).toContain(`${simulator.url}/dialog/bot/accountLink?`);
    await drive('/account-link', { linkToken, nonce: new URL(redirectUrl).searchParams.get('nonce')!, fail: true });
    expect((await until(said, (all) => all.length === 2))[1].text).toBe('That did not work');
  }, 15_000);

  it('tells who comes with a code nobody has that the link is too old', async () => {
    expect((await fetch(`${server.url}/a/nobody-has-this`)).status).toBe(404);
  });
});
