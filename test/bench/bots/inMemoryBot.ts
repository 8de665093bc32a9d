import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, createServer, request as httpRequest } from 'node:http';

/**
 * The fastest bot one could write with nothing but Node: state in a Map, nothing stored, gone at the first restart.
 * Kept for comparison only: the ceiling that durability is measured against.
 */
const { PORT, LINE_API_BASE_URL, CHANNEL_SECRET, CHANNEL_TOKEN } = process.env as Record<string, string>;

const lineUrl = new URL(LINE_API_BASE_URL!);
const agent = new Agent({ keepAlive: true, maxSockets: 128 });
const seen = new Set<string>();
const messages = new Map<string, number>();

interface Event {
  type: string;
  webhookEventId: string;
  replyToken: string;
  source: { userId: string };
}

function reply(replyToken: string, text: string): void {
  const body = JSON.stringify({ replyToken, messages: [{ type: 'text', text }] });
  const call = httpRequest({
    agent,
    host: lineUrl.hostname,
    port: lineUrl.port,
    method: 'POST',
    path: '/v2/bot/message/reply',
    headers: { authorization: `Bearer ${CHANNEL_TOKEN}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  call.on('response', (response) => response.resume());
  call.end(body);
}

const server = createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => {
    const body = Buffer.concat(parts);
    const expected = createHmac('sha256', CHANNEL_SECRET!).update(body).digest();
    const given = Buffer.from(String(incoming.headers['x-line-signature']), 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      outgoing.writeHead(401).end();
      return;
    }
    for (const event of (JSON.parse(body.toString('utf8')) as { events: Event[] }).events) {
      if (seen.has(event.webhookEventId)) continue;
      seen.add(event.webhookEventId);
      const count = (messages.get(event.source.userId) ?? 0) + 1;
      messages.set(event.source.userId, count);
      reply(event.replyToken, `Message number ${count}`);
    }
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
  });
});
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
