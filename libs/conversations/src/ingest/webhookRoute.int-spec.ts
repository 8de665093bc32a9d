import { createHmac } from 'node:crypto';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { escapeAstral } from '@chatloom/line';
import { createLogger, Metrics } from '@chatloom/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerWebhookRoute, WebhookChannels } from './webhookRoute';

const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
const KEY = 'a-key-nobody-can-guess-0001';

describe('the address LINE calls', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  let app: FastifyInstance;
  let url: string;
  const logged: string[] = [];

  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, suspect, seen_event, timer, outbox, turn, conversation, contact, process_heartbeat');
    h = await createHarness(database(), {});
    const channels = new (class extends WebhookChannels {
      async byWebhookKey(key: string) {
        return key === KEY ? { id: h.channelId, botId: h.botId, secret: SECRET } : null;
      }
    })();
    logged.length = 0;
    app = Fastify();
    registerWebhookRoute(app, {
      channels, ingest: h.system.ingest, clock: h.clock, metrics: new Metrics(),
      logger: createLogger({ level: 'warn', destination: { write: (line) => void logged.push(line) } }),
    });
    url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhook/`;
  });
  afterEach(() => app.close());

  const sign = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest('base64');
  const post = async (body: string, headers: Record<string, string> = { 'x-line-signature': sign(body) }, key = KEY) => {
    const response = await fetch(url + key, { method: 'POST', body, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
    return { status: response.status, body: (await response.json()) as { code?: string; details?: unknown[] } };
  };
  const stored = async () => (await database().pg.run<{ count: number }>('SELECT (SELECT count(*) FROM seen_event)::int + (SELECT count(*) FROM inbox)::int AS count')).rows[0]!.count;
  const message = (user: string, id: string, text = 'hello') => ({
    type: 'message', mode: 'active', timestamp: h.clock.now(), webhookEventId: id, deliveryContext: { isRedelivery: false }, replyToken: `token-${id}`,
    source: { type: 'user', userId: user }, message: { type: 'text', id, text },
  });
  const body = (...events: object[]) => JSON.stringify({ destination: 'U0', events });

  it('takes the events of several people in one body, and answers after they are stored', async () => {
    expect((await post(body(message('Ann', 'e1'), message('Bob', 'e2')))).status).toBe(200);
    const { rows } = await database().pg.run<{ event_id: string }>('SELECT event_id FROM seen_event ORDER BY event_id');
    expect(rows.map((row) => row.event_id)).toEqual(['e1', 'e2']);
    await h.settle();
    expect((await h.system.contacts.list({ botId: h.botId })).map((contact) => contact.lineUserId).sort()).toEqual(['Ann', 'Bob']);
  });

  it('answers LINE’s verification, which has no events', async () => {
    expect((await post(body())).status).toBe(200);
    expect(await stored()).toBe(0);
  });

  it('accepts event types and fields that LINE adds later', async () => {
    const later = { type: 'hologramReceived', timestamp: 1, webhookEventId: 'e9', source: { type: 'user', userId: 'Ann' }, brandNew: { deep: [1] } };
    expect((await post(JSON.stringify({ destination: 'U0', events: [later], extra: true }))).status).toBe(200);
    await h.settle();
    const conversation = await h.system.conversations.findByUser(h.botId, h.channelId, 'Ann');
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: conversation!.id });
    expect(turn!.input).toMatchObject({ type: 'eventReceived', event: { brandNew: { deep: [1] } } });
  });

  it.each([
    ['without a signature', () => ({}), 'dropped the header'],
    ['with a signature of another length', () => ({ 'x-line-signature': 'c2hvcnQ=' }), 'wrong length'],
    ['with the signature of another secret', (text: string) => ({ 'x-line-signature': sign(text, 'another-secret') }), 'wrong signature'],
  ])('refuses a body %s, stores nothing, and logs why', async (_name, headers, why) => {
    const text = body(message('Ann', 'e1'));
    expect(await post(text, headers(text) as Record<string, string>)).toMatchObject({ status: 401, body: { code: 'wrongSignature', details: [] } });
    expect(await stored()).toBe(0);
    expect(logged.join()).toContain(why);
    expect(logged.join()).not.toContain(SECRET);
  });

  it('says in the log when something on the way re-encoded the body', async () => {
    const sent = escapeAstral(body(message('Ann', 'e1', 'a smile 🤨')));
    const arrived = JSON.stringify(JSON.parse(sent));
    expect((await post(arrived, { 'x-line-signature': sign(sent) })).status).toBe(401);
    expect(logged.join()).toContain('byte for byte');
  });

  it('refuses what is no webhook, too large, or for nobody', async () => {
    expect(await post('{"events":')).toMatchObject({ status: 400, body: { code: 'notJson' } });
    expect(await post('{"hello":1}')).toMatchObject({ status: 400 });
    const large = 'x'.repeat(2 * 1024 * 1024 + 1);
    expect(await post(large)).toMatchObject({ status: 413, body: { code: 'bodyTooLarge' } });
    expect(await post(body(), undefined, 'another-key')).toMatchObject({ status: 404, body: { code: 'unknownChannel' } });
    expect(await stored()).toBe(0);
  });

  it('asks LINE to deliver again when nothing can be stored', async () => {
    await database().pg.run('ALTER TABLE seen_event RENAME TO seen_event_away');
    try {
      expect(await post(body(message('Ann', 'e1')))).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    } finally {
      await database().pg.run('ALTER TABLE seen_event_away RENAME TO seen_event');
    }
    expect((await post(body(message('Ann', 'e1')))).status).toBe(200);
  });
});
