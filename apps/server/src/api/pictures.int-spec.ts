import { createCanvas } from '@napi-rs/canvas';
import { readPictureHeader, storedPictureUrl } from '@chatloom/messages';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

let simulator: Simulator;
let server: ApiServer;
let call: Caller;
let botId: string;
let channelId: string;
beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  server = await startApiServer({ SIMULATOR_URL: simulator.url });
  call = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
}, 30_000);
beforeEach(async () => {
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
});

async function photo(colour = '#06c755'): Promise<string> {
  const canvas = createCanvas(1_600, 1_200);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1_600, 1_200);
  return (await canvas.encode('jpeg', 90)).toString('base64');
}
const upload = (base64: string) => call('POST', `/bots/${botId}/pictures`, { base64 });

describe('pictures for messages', () => {
  it('are kept once, and given out in the sizes LINE asks for to whoever has the address', async () => {
    const base64 = await photo();
    const first = await upload(base64);
    expect(first).toMatchObject({ status: 201, body: { width: 1600, height: 1200, url: storedPictureUrl(first.body.code, 'fit') } });
    expect((await upload(base64)).body).toEqual(first.body);
    expect((await call('GET', `/bots/${botId}/pictures`)).body).toEqual({ items: [first.body], isPublic: false });
    for (const [form, width] of [['fit', 1024], ['full', 1600], ['1040', 1040], ['240', 240]] as const) {
      const answer = await fetch(`${server.url}/m/${first.body.code}/${form}`);
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('cross-origin-resource-policy')]).toEqual([200, 'image/jpeg', 'public, max-age=31536000, immutable', 'cross-origin']);
      expect(readPictureHeader(Buffer.from(await answer.arrayBuffer()))?.width).toBe(width);
    }
  }, 30_000);

  it('are not found by guessing, in other sizes, or by members of other bots', async () => {
    const { code } = (await upload(await photo())).body;
    for (const path of [`${code}/huge`, `${code}x/fit`, `${'A'.repeat(22)}/fit`, '..%2F..%2Fapi/fit']) expect([path, (await fetch(`${server.url}/m/${path}`)).status]).toEqual([path, 404]);
    const other = (await call('POST', '/bots', { name: 'Other' })).body.id;
    expect((await call('GET', `/bots/${other}/pictures`)).body.items).toEqual([]);
    expect((await server.anonymous('POST', `/bots/${botId}/pictures`, { base64: 'AAAA' })).status).toBe(401);
  }, 30_000);

  it('that are none are refused', async () => {
    expect(await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'))).toMatchObject({ status: 422, body: { code: 'blocked', details: [{ code: 'notAPicture' }] } });
  });

  it('reach the chat at the address of this server', async () => {
    const { code } = (await upload(await photo('#cc0000'))).body;
    const url = storedPictureUrl(code, 'full');
    const document = {
      formatVersion: 1, name: 'Photo', language: 'en', layout: { nodes: {} }, edges: [{ id: 'a', from: 'start', port: 'next', to: 'photo' }],
      nodes: { start: { type: 'messageTrigger', data: {} }, photo: { type: 'image', data: { imageUrl: url } } },
    };
    expect((await call('POST', `/bots/${botId}/flows`, { document })).status).toBe(201);
    await until(() => fetch(`${simulator.url}/sim/v1/channels/${channelId}`), ({ ok }) => ok);
    const ann = (await call('POST', `/bots/${botId}/phone/people`, { displayName: 'Ann' })).body.userId;
    await call('POST', `/bots/${botId}/phone/people/${ann}/actions`, { type: 'sendText', text: 'hello' });
    const ofBot = async () => {
      const { bubbles } = (await (await fetch(`${simulator.url}/sim/v1/channels/${channelId}/users/${ann}/chat`)).json()) as { bubbles: any[] };
      return bubbles.find((one) => one.side === 'bot');
    };
    const shown = await until(ofBot, (one) => one !== undefined);
    expect(new URL(shown.message.originalContentUrl).pathname).toBe(`/m/${code}/full`);
    expect(new URL(shown.message.originalContentUrl).hostname).toBe('localhost');
  }, 30_000);
});
