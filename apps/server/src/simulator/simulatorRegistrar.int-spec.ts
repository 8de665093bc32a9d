import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiServer, startApiServer } from '@chatloom/test/apiServer';

interface Registration {
  path: string;
  body: { secret: string; accessToken: string; displayName: string; webhookUrl: string };
}

/** The one call of the simulator that matters here. */
class Registry {
  readonly registrations: Registration[] = [];
  status = 200;
  private told: (() => void)[] = [];
  private server: Server | undefined;

  async open(port = 0): Promise<string> {
    this.server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      this.registrations.push({ path: `${request.method} ${request.url}`, body: JSON.parse(Buffer.concat(parts).toString()) });
      response.writeHead(this.status, { 'content-type': 'application/json' }).end('{"botUserId":"U0000000000000000000000000000000b"}');
      this.told.splice(0).forEach((tell) => tell());
    });
    await new Promise<void>((resolve) => this.server!.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves with the next registration. */
  async next(): Promise<Registration> {
    await new Promise<void>((resolve) => this.told.push(resolve));
    return this.registrations.at(-1)!;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server!.close(() => resolve());
      this.server!.closeAllConnections();
    });
  }
}

const registry = new Registry();
let server: ApiServer;
afterEach(async () => {
  await server.stop();
  await registry.close();
  registry.registrations.length = 0;
}, 30_000);

const makeBot = async (name: string) => (await (await server.owner())('POST', '/bots', { name })).body;

describe('simulator channels', () => {
  it('are made known with their bot, under the address of this very machine, and again at the next start', async () => {
    const url = await registry.open();
    server = await startApiServer({ SIMULATOR_URL: url, PUBLIC_URL: 'https://chat.example.com' });
    const bot = await makeBot('Ann’s café');
    expect(registry.registrations).toHaveLength(1);
    const [{ path, body }] = registry.registrations as [Registration];
    expect(path).toBe(`PUT /sim/v1/channels/${bot.simulatorChannelId}`);
    expect(body).toMatchObject({ displayName: 'Ann’s café', secret: expect.stringMatching(/^[0-9a-f]{32}$/), accessToken: expect.any(String) });
    expect(body.webhookUrl).toMatch(new RegExp(`^${server.url}/webhook/[\\w-]{24}$`));
    const owner = await server.owner();
    expect((await owner('GET', `/bots/${bot.id}/channels`)).body.items[0].botUserId).toBe('U0000000000000000000000000000000b');

    await owner('PATCH', `/bots/${bot.id}`, { name: 'Café' });
    expect(registry.registrations.at(-1)!.body.displayName).toBe('Café');

    const again = registry.next();
    await server.restart();
    expect((await again).path).toBe(path);
  }, 60_000);

  it('wait for a simulator that is not there yet; bots are made all the same', async () => {
    const url = await registry.open();
    await registry.close();
    server = await startApiServer({ SIMULATOR_URL: url, LOG_LEVEL: 'silent' });
    const bot = await makeBot('Early bird');
    expect(bot.simulatorChannelId).toEqual(expect.any(String));
    await server.restart();
    await registry.open(Number(new URL(url).port));
    expect((await registry.next()).path).toBe(`PUT /sim/v1/channels/${bot.simulatorChannelId}`);
  }, 60_000);
});
