import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import type { GatewayLimits } from './createLineCaller';
import { createLineGateway, type LineGateway } from './createLineGateway';

// Real sockets on a machine that may be busy with other suites.
jest.setTimeout(30_000);

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: any;
}
type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const ANN = `U${'a'.repeat(32)}`;
const KEY = '123e4567-e89b-12d3-a456-426614174000';
const channel = { id: '1', accessToken: 'token' };
const messages = [{ type: 'text', text: 'สวัสดี 🍎' }];
const reply = { replyToken: 'r', messages };
const push = { to: ANN, messages };

/** Answers with JSON as LINE does. */
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': 'request-1', ...headers }).end(JSON.stringify(body));

describe('createLineGateway', () => {
  let server: Server;
  let origin: string;
  let behaviour: Behaviour;
  let seen: Seen[];
  let gateway: LineGateway;
  let now: number;

  const open = (limits: Partial<GatewayLimits> = {}, path = ''): LineGateway => {
    gateway = createLineGateway({ apiBaseUrl: origin + path, dataApiBaseUrl: origin, clock: { now: () => now }, limits: { totalMs: 60_000, ...limits } });
    return gateway;
  };

  beforeEach(async () => {
    seen = [];
    now = 1_000_000;
    behaviour = json(200, { sentMessages: [{ id: '123456789012345678', quoteToken: 'q' }] });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        seen.push({ method: request.method!, url: request.url!, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) });
        behaviour(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    open();
  });
  afterEach(async () => {
    await gateway.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const sends = [
    ['reply', () => gateway.reply(channel, reply)],
    ['push', () => gateway.push(channel, push, KEY)],
    ['multicast', () => gateway.multicast(channel, { to: [ANN], messages }, KEY)],
  ] as const;

  describe('what it sends', () => {
    it('is what LINE expects, the retry key only where one is allowed', async () => {
      for (const [, send] of sends) await send();
      expect(seen.map(({ method, url, body, headers }) => [method, url, body, headers['x-line-retry-key']])).toEqual([
        ['POST', '/v2/bot/message/reply', reply, undefined],
        ['POST', '/v2/bot/message/push', push, KEY],
        ['POST', '/v2/bot/message/multicast', { to: [ANN], messages }, KEY],
      ]);
      for (const { headers } of seen) expect(headers).toMatchObject({ authorization: 'Bearer token', 'content-type': 'application/json' });
    });

    it('keeps a path in the base URL and keeps connections for the calls that follow', async () => {
      let connections = 0;
      server.on('connection', () => connections++);
      open({}, '/line-sim/');
      for (let i = 0; i < 20; i++) await gateway.reply(channel, reply);
      expect(seen[0]?.url).toBe('/line-sim/v2/bot/message/reply');
      // A call made in the moment the one before ends finds its connection not yet free: two take turns.
      expect(connections).toBeLessThanOrEqual(2);
    });

    it('never lets an id climb out of its path', async () => {
      behaviour = json(404, { message: 'Not found' });
      await gateway.profile(channel, '../info?x#y');
      await gateway.profile(channel, '..');
      expect(seen.map(({ url }) => url)).toEqual(['/v2/bot/profile/..%2Finfo%3Fx%23y', '/v2/bot/profile/%2E%2E']);
    });
  });

  describe.each(sends)('%s', (name, send) => {
    it('is sent when LINE says so, with the ids', async () => {
      expect(await send()).toEqual({ kind: 'sent', sentMessages: [{ id: '123456789012345678', quoteToken: 'q' }], requestId: 'request-1' });
    });

    it('is sent even if the answer is garbage: LINE has accepted it', async () => {
      behaviour = (_request, response) => void response.writeHead(200).end('<html>');
      expect(await send()).toMatchObject({ kind: 'sent', sentMessages: [] });
    });

    it('waits after "too fast", and keeps the others of its bucket waiting', async () => {
      behaviour = json(429, { message: 'The API rate limit has been exceeded. Try again later.' });
      expect(await send()).toEqual({ kind: 'retryLater', after: 1_000, reason: 'rate', status: 429 });
      expect(await send()).toEqual({ kind: 'retryLater', after: 1_000, reason: 'rate' });
      expect(seen).toHaveLength(1);
      now += 1_000;
      behaviour = json(200, {});
      expect(await send()).toMatchObject({ kind: 'sent' });
    });

    it('ends when the month is used up', async () => {
      behaviour = json(429, { message: 'You have reached your monthly limit.' });
      expect(await send()).toEqual({ kind: 'quotaUsedUp', requestId: 'request-1' });
    });

    it.each([500, 502, 503])('may be tried again after %d', async (status) => {
      behaviour = json(status, { message: 'Internal server error' });
      expect(await send()).toEqual({ kind: 'retryLater', after: 1_000, reason: 'server', status });
    });

    it('is refused with the lines that say why', async () => {
      const details = [{ message: 'Length must be between 0 and 5000', property: 'messages[0].text' }];
      behaviour = json(400, { message: 'The request body has 1 error(s)', details });
      expect(await send()).toEqual({ kind: 'refused', status: 400, message: 'The request body has 1 error(s)', details, requestId: 'request-1' });
    });

    it.each([404, 413, 415])('is refused by %d', async (status) => {
      behaviour = json(status, { message: 'no' });
      expect(await send()).toMatchObject({ kind: 'refused', status, message: 'no', details: [] });
    });

    it.each([401, 403])('says that the token is not good for it: %d', async (status) => {
      behaviour = json(status, { message: 'Authentication failed' });
      expect(await send()).toMatchObject({ kind: 'unauthorized', status, message: 'Authentication failed' });
    });

    it('is known not to have arrived when nobody listens', async () => {
      await new Promise((resolve) => server.close(resolve));
      expect(await send()).toEqual({ kind: 'retryLater', after: 500, reason: 'network' });
      server.listen();
    });

    const unclear = (reason: string): object => (name === 'reply' ? { kind: 'unknown', reason } : { kind: 'retryLater', after: 500, reason: 'network' });

    it('is unclear when LINE hangs', async () => {
      open({ totalMs: 400 });
      behaviour = () => undefined;
      expect(await send()).toEqual(unclear('timeout'));
      expect(seen).toHaveLength(1);
    });

    it('is unclear when the connection is cut before an answer', async () => {
      behaviour = (request) => void request.socket.destroy();
      expect(await send()).toEqual(unclear('UND_ERR_SOCKET'));
      expect(seen).toHaveLength(1);
    });

    it('is unclear when the answer comes as bytes dripping before its status is known', async () => {
      const dripping = createTcpServer((socket) => {
        const drip = setInterval(() => socket.write('H'), 10);
        socket.on('error', () => undefined);
        socket.on('close', () => clearInterval(drip));
        socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      });
      await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}`;
      open({ totalMs: 400 });
      expect(await send()).toEqual(unclear('timeout'));
      await gateway.close();
      await new Promise((resolve) => dripping.close(resolve));
    });

    it('is sent when only the body of the good answer is too slow, cut or too large', async () => {
      open({ totalMs: 400, maxResponseBytes: 1_000 });
      behaviour = (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      };
      expect(await send()).toMatchObject({ kind: 'sent' });
      behaviour = (_request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"sentM', () => response.destroy());
      };
      expect(await send()).toMatchObject({ kind: 'sent' });
      behaviour = json(200, { much: 'x'.repeat(5_000) });
      expect(await send()).toMatchObject({ kind: 'sent' });
    });
  });

  describe('a retry key', () => {
    it('makes 409 a success, with the ids of the first time', async () => {
      behaviour = json(409, { message: 'The retry key is already accepted', sentMessages: [{ id: '7' }] }, { 'x-line-accepted-request-id': 'first' });
      expect(await gateway.push(channel, push, KEY)).toEqual({ kind: 'alreadySent', sentMessages: [{ id: '7' }], requestId: 'first' });
      expect(await gateway.multicast(channel, { to: [ANN], messages }, KEY)).toMatchObject({ kind: 'alreadySent' });
    });
  });

  describe('a reply token', () => {
    it('that is used or old is told apart from bad messages by the missing details', async () => {
      behaviour = json(400, { message: 'Invalid reply token' });
      expect(await gateway.reply(channel, reply)).toEqual({ kind: 'tokenInvalid', requestId: 'request-1' });
      behaviour = json(400, { message: 'LINE words it differently one day' });
      expect(await gateway.reply(channel, reply)).toMatchObject({ kind: 'tokenInvalid' });
    });

    it('is not blamed for a body LINE cannot read', async () => {
      behaviour = json(400, { message: 'The request body could not be parsed as JSON (line: 1, column: 1)' });
      expect(await gateway.reply(channel, reply)).toMatchObject({ kind: 'refused', status: 400 });
    });

    it('plays no part in a push', async () => {
      behaviour = json(400, { message: 'Failed to send messages' });
      expect(await gateway.push(channel, push, KEY)).toMatchObject({ kind: 'refused', status: 400, message: 'Failed to send messages' });
    });
  });

  describe('its own rates', () => {
    it('are counted per channel and endpoint and fill up again', async () => {
      open({ rates: { reply: { calls: 2, perMs: 1_000 } } });
      const bob = { id: '2', accessToken: 'other' };
      const kinds = async (...calls: Promise<{ kind: string }>[]): Promise<string[]> => (await Promise.all(calls)).map(({ kind }) => kind);
      expect(await kinds(gateway.reply(channel, reply), gateway.reply(channel, reply))).toEqual(['sent', 'sent']);
      expect(await gateway.reply(channel, reply)).toEqual({ kind: 'retryLater', after: 500, reason: 'rate' });
      expect(await kinds(gateway.reply(bob, reply), gateway.push(channel, push, KEY))).toEqual(['sent', 'sent']);
      now += 500;
      expect(await kinds(gateway.reply(channel, reply), gateway.reply(channel, reply))).toEqual(['sent', 'retryLater']);
    });
  });

  describe('reading', () => {
    it('gives what LINE answered', async () => {
      const ask = async (body: object, call: () => Promise<unknown>): Promise<void> => {
        behaviour = json(200, body);
        expect(await call()).toEqual({ kind: 'ok', value: body, requestId: 'request-1' });
      };
      await ask({ displayName: 'Ann', userId: ANN }, () => gateway.profile(channel, ANN));
      await ask({ userId: 'Ubot', displayName: 'Bot' }, () => gateway.botInfo(channel));
      await ask({ type: 'limited', value: 200 }, () => gateway.quota(channel));
      await ask({ totalUsage: 0 }, () => gateway.consumption(channel));
      await ask({ endpoint: 'https://example.com', active: true }, () => gateway.getWebhookEndpoint(channel));
      await ask({ success: false, reason: 'COULD_NOT_CONNECT' }, () => gateway.testWebhookEndpoint(channel, 'https://example.com'));
      behaviour = json(200, {});
      expect(await gateway.setWebhookEndpoint(channel, 'https://example.com')).toMatchObject({ kind: 'ok', value: true });
      expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
        ['GET', `/v2/bot/profile/${ANN}`, undefined],
        ['GET', '/v2/bot/info', undefined],
        ['GET', '/v2/bot/message/quota', undefined],
        ['GET', '/v2/bot/message/quota/consumption', undefined],
        ['GET', '/v2/bot/channel/webhook/endpoint', undefined],
        ['POST', '/v2/bot/channel/webhook/test', { endpoint: 'https://example.com' }],
        ['PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: 'https://example.com' }],
      ]);
    });

    it('says so when there is nothing, when it makes no sense, and when nobody answers', async () => {
      behaviour = json(404, { message: 'Not found' });
      expect(await gateway.profile(channel, ANN)).toEqual({ kind: 'notFound' });
      behaviour = json(200, { something: 'else' });
      expect(await gateway.profile(channel, ANN)).toMatchObject({ kind: 'retryLater', reason: 'server' });
      behaviour = (request) => void request.socket.destroy();
      expect(await gateway.profile(channel, ANN)).toMatchObject({ kind: 'retryLater', reason: 'network' });
      behaviour = json(400, { message: 'Invalid webhook endpoint URL' });
      expect(await gateway.setWebhookEndpoint(channel, 'ftp://x')).toMatchObject({ kind: 'refused', message: 'Invalid webhook endpoint URL' });
    });

    it('fetches pictures, or says why there is none', async () => {
      behaviour = (_request, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([1, 2, 3]));
      expect(await gateway.getMessageContent(channel, '5')).toEqual({ kind: 'ok', value: { body: Buffer.from([1, 2, 3]), contentType: 'image/png' } });
      expect(seen[0]?.url).toBe('/v2/bot/message/5/content');
      expect(await gateway.getMessageContent(channel, '5', { maxBytes: 2 })).toEqual({ kind: 'tooLarge' });
      for (const [status, kind] of [[202, 'preparing'], [410, 'gone'], [404, 'notFound'], [401, 'unauthorized'], [500, 'retryLater']] as const) {
        behaviour = json(status, { message: '' });
        expect(await gateway.getMessageContent(channel, '5')).toMatchObject({ kind });
      }
    });
  });
});
