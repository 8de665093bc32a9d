import { messagingApi, validateSignature } from '@line/bot-sdk';
import Fastify from 'fastify';
import pg from 'pg';

/**
 * The bot a good programmer would write by hand: Fastify, the official SDK, and one PostgreSQL transaction per event
 * that makes a repeated event harmless, keeps the person's state, and stores what will be answered before LINE is told
 * that all is well. Kept for comparison only.
 */
const { PORT, DATABASE_URL, LINE_API_BASE_URL, CHANNEL_SECRET, CHANNEL_TOKEN } = process.env as Record<string, string>;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 12 });
const line = new messagingApi.MessagingApiClient({ channelAccessToken: CHANNEL_TOKEN!, baseURL: LINE_API_BASE_URL });

await pool.query(`
  DROP TABLE IF EXISTS hand_event, hand_person, hand_answer;
  CREATE TABLE hand_event (id text PRIMARY KEY, received_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE hand_person (user_id text PRIMARY KEY, messages integer NOT NULL);
  CREATE TABLE hand_answer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id text NOT NULL, reply_token text NOT NULL, text text NOT NULL, sent_at timestamptz);
`);

interface Event {
  type: string;
  webhookEventId: string;
  replyToken: string;
  source: { userId: string };
  message: { type: string; text: string };
}

async function handle(event: Event): Promise<void> {
  const client = await pool.connect();
  let answer: { id: string; text: string } | null = null;
  try {
    await client.query('BEGIN');
    const fresh = await client.query('INSERT INTO hand_event (id) VALUES ($1) ON CONFLICT DO NOTHING', [event.webhookEventId]);
    if (fresh.rowCount === 1 && event.type === 'message' && event.message.type === 'text') {
      const person = await client.query<{ messages: number }>(
        'INSERT INTO hand_person (user_id, messages) VALUES ($1, 1) ON CONFLICT (user_id) DO UPDATE SET messages = hand_person.messages + 1 RETURNING messages',
        [event.source.userId],
      );
      const text = `Message number ${person.rows[0]!.messages}`;
      const stored = await client.query<{ id: string }>('INSERT INTO hand_answer (event_id, reply_token, text) VALUES ($1, $2, $3) RETURNING id', [event.webhookEventId, event.replyToken, text]);
      answer = { id: stored.rows[0]!.id, text };
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  if (answer) void send(event.replyToken, answer);
}

async function send(replyToken: string, answer: { id: string; text: string }): Promise<void> {
  await line.replyMessage({ replyToken, messages: [{ type: 'text', text: answer.text }] });
  await pool.query('UPDATE hand_answer SET sent_at = now() WHERE id = $1', [answer.id]);
}

const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/webhook', async (request, reply) => {
  const body = request.body as Buffer;
  if (!validateSignature(body, CHANNEL_SECRET!, String(request.headers['x-line-signature']))) return reply.code(401).send();
  const { events } = JSON.parse(body.toString('utf8')) as { events: Event[] };
  for (const event of events) await handle(event);
  return reply.send({});
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.send?.({ port: (app.server.address() as { port: number }).port });
