import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bubble } from '../src/world/bubble';
import { startSimulator, type Simulator, type SimulatorOptions } from '../src/startSimulator';

// Real sockets on a machine that may be busy with other suites.
jest.setTimeout(30_000);

/** A clock that stands until it is moved. */
export class StandingClock {
  constructor(private time = 1_790_000_000_000) {}
  now(): number {
    return this.time;
  }
  advance(ms: number): void {
    this.time += ms;
  }
}

export interface Received {
  headers: IncomingHttpHeaders;
  raw: Buffer;
  body: { destination: string; events: ReceivedEvent[] };
}
export interface ReceivedEvent {
  type: string;
  webhookEventId: string;
  replyToken?: string;
  timestamp: number;
  mode: string;
  deliveryContext: { isRedelivery: boolean };
  source: { type: string; userId?: string; groupId?: string; roomId?: string };
  message: { id: string; type: string; [field: string]: unknown };
  postback: { data: string; params?: Record<string, string> };
  [field: string]: unknown;
}

/** A bot's webhook that remembers what it was sent; `answer` decides what LINE hears. */
export interface BotServer {
  url: string;
  received: Received[];
  events(): ReceivedEvent[];
  answer: (response: ServerResponse, nth: number) => void;
  close(): Promise<void>;
}

export async function startBotServer(): Promise<BotServer> {
  const received: Received[] = [];
  const bot: BotServer = {
    url: '',
    received,
    events: () => received.flatMap(({ body }) => body.events),
    answer: (response) => void response.writeHead(200).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      received.push({ headers: request.headers, raw, body: JSON.parse(raw.toString('utf8')) as Received['body'] });
      bot.answer(response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  return bot;
}

export const CHANNEL = '1234567890';
export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
export const TOKEN = 'token-of-the-bot';

/** One channel with one bot, driven over HTTP like everyone else would. */
export interface Stage {
  simulator: Simulator;
  clock: StandingClock;
  bot: BotServer;
  /** A call of the driver API. Fails on anything but 2xx. */
  drive<T = any>(method: string, path: string, body?: object): Promise<T>;
  /** The same, with the status to look at. */
  driveRaw(method: string, path: string, body?: object): Promise<{ status: number; body: any }>;
  /** A call of the LINE API with the bot's token. */
  line(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: any; bytes: Buffer }>;
  user(name: string, more?: object): Promise<string>;
  chat(userId: string): Promise<{ bubbles: Bubble[]; loadingUntil: number; user: { friend: boolean; blocked: boolean } }>;
  /** Sends a text as the user and gives the event the bot received. */
  say(userId: string, text: string): Promise<ReceivedEvent>;
  settings(settings: object): Promise<void>;
  close(): Promise<void>;
}

export async function setStage(options: Partial<SimulatorOptions> = {}): Promise<Stage> {
  const clock = new StandingClock();
  const simulator = await startSimulator({ port: 0, clock, ...options });
  const bot = await startBotServer();
  const channel = `/sim/v1/channels/${CHANNEL}`;
  const stage: Stage = {
    simulator,
    clock,
    bot,
    async driveRaw(method, path, body) {
      const url = simulator.url + (path.startsWith('/sim/') ? path : channel + path);
      const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
      return { status: answer.status, body: await answer.json() };
    },
    async drive(method, path, body) {
      const answer = await stage.driveRaw(method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async line(method, path, body, headers = {}) {
      const text = typeof body === 'string' || body instanceof Uint8Array ? body : body === undefined ? undefined : JSON.stringify(body);
      const answer = await fetch(simulator.url + path, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(text !== undefined && { body: text }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isJson = answer.headers.get('content-type') === 'application/json';
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(bytes.toString()) : undefined, bytes };
    },
    user: async (displayName, more = {}) => (await stage.drive<{ userId: string }>('POST', '/users', { displayName, ...more })).userId,
    chat: (userId) => stage.drive('GET', `/users/${userId}/chat`),
    async say(userId, text) {
      const { webhookEventId } = await stage.drive<{ webhookEventId: string }>('POST', `/users/${userId}/send`, { type: 'text', text, wait: true });
      return bot.events().find((event) => event.webhookEventId === webhookEventId)!;
    },
    settings: (settings) => stage.drive('PUT', channel, { secret: SECRET, accessToken: TOKEN, ...settings }),
    async close() {
      await simulator.close();
      await bot.close();
    },
  };
  await stage.settings({ displayName: 'Loom Café', webhookUrl: bot.url });
  return stage;
}

/** The header of a PNG of this size, with `bytes` bytes in all: enough for whoever only looks at the size. */
export function pngHeader(width: number, height: number, bytes = 100): Buffer {
  const picture = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(picture);
  picture.write('IHDR', 12, 'latin1');
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}

/** A rich menu object of one area, with changes. */
export const richMenu = (changes: object = {}): object => ({
  size: { width: 2500, height: 1686 },
  selected: true,
  name: 'Menu of the day',
  chatBarText: 'Menu',
  areas: [{ bounds: { x: 0, y: 0, width: 2500, height: 1686 }, action: { type: 'postback', data: 'lunch' } }],
  ...changes,
});

export const text = (...texts: string[]): object[] => texts.map((content) => ({ type: 'text', text: content }));
