import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call the server made to LINE. */
export interface LineCall {
  method: string;
  path: string;
  token: string;
  body: any;
}
export interface LineStandIn {
  url: string;
  calls: LineCall[];
  /** What is answered to `GET /v2/bot/info` and so on: `answers['GET /v2/bot/info'] = { status, body }`. */
  answers: Record<string, { status: number; body: unknown }>;
  /** Resolves with the next call to this path that was or will be made. */
  next(path: string): Promise<LineCall>;
  close(): Promise<void>;
}

/** A few of LINE's endpoints with set answers, for tests of what the server asks and says. */
export async function startLineStandIn(): Promise<LineStandIn> {
  const calls: LineCall[] = [];
  const waiting: { path: string; resolve(call: LineCall): void }[] = [];
  const answers: LineStandIn['answers'] = {
    'POST /v2/bot/message/reply': { status: 200, body: { sentMessages: [{ id: '1', quoteToken: 'q' }] } },
    'GET /v2/bot/info': { status: 200, body: { userId: 'U00000000000000000000000000000001', basicId: '@shop', displayName: 'The Shop', chatMode: 'bot', markAsReadMode: 'auto' } },
    'GET /v2/bot/message/quota': { status: 200, body: { type: 'limited', value: 200 } },
    'GET /v2/bot/message/quota/consumption': { status: 200, body: { totalUsage: 5 } },
    'GET /v2/bot/channel/webhook/endpoint': { status: 404, body: { message: 'Not found' } },
    'PUT /v2/bot/channel/webhook/endpoint': { status: 200, body: {} },
    'POST /v2/bot/channel/webhook/test': { status: 200, body: { success: true, timestamp: '2026-11-21T10:00:00Z', statusCode: 200, reason: 'OK', detail: '200' } },
  };
  const server = createServer(async (request, response) => {
    const path = request.url!.split('?')[0]!;
    const call = { method: request.method!, path, token: String(request.headers.authorization ?? ''), body: await jsonOf(request) };
    calls.push(call);
    const { status, body } = answers[`${call.method} ${path}`] ?? { status: 404, body: { message: 'Not found' } };
    response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': String(calls.length) }).end(JSON.stringify(body));
    const index = waiting.findIndex((one) => one.path === path);
    if (index >= 0) waiting.splice(index, 1)[0]!.resolve(call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    next: (path) => {
      const made = calls.find((call) => call.path === path);
      return made ? Promise.resolve(made) : new Promise((resolve) => waiting.push({ path, resolve }));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  if (text === '') return undefined;
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
}
