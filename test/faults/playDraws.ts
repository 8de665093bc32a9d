import { randomUUID } from 'node:crypto';
import { drawDocumentSchema } from '@chatloom/contract';
import { sealNewSeed } from '@chatloom/games';
import { CRASH_POINTS, SecretsBox } from '@chatloom/platform';
import type { Client } from 'pg';
import { BINGO_SECRET } from './bingoSecret';
import type { Amount, Surroundings } from './scenarios';
import { FAULT_DRAW, flowIdOf } from './runtime/flows';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('draw.') || point === 'turn.beforeCommit' || point === 'turn.afterCommit' || point === 'ingest.afterCommit');
const ENTRANTS = 15;
const PLAYERS = 8;
/** Of the instant draw: fewer than will be won, so that its end is passed under fire, too. */
const STOCK = 15;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * People try their luck in the chat all the time, and raffles open, close, draw their winners and tell people by themselves, one after the other, until
 * enough processes have died: right before a prize is given, in the middle of drawing, while people are told. Bells are lost by emptying Redis. What became of it is judged
 * afterwards by drawing everything again from the seeds (`checkDraws`).
 */
export async function playDraws(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  await stage.query((client) => makeEntrants(client, stage));
  await stage.query((client) => makeDraw(client, stage, { id: FAULT_DRAW, name: 'Instant', kind: 'instant', prizes: [{ id: 'tea', name: 'Tea', stock: STOCK, odds: 500_000, codes: true }], limits: { tries: null, triesPerDay: null, wins: null } }));
  let life = 0;
  stage.launch(2, () => `${POINTS[life++ % POINTS.length]!}:${1 + (life % 3)}`);
  // Who comes before it has opened is told so, and has tried nothing.
  await stage.untilNone(`SELECT count(*)::int AS open FROM draw WHERE state = 'scheduled'`);
  const done = () => stage.processes.kills >= Math.ceil(amount.kills / 8);
  let over = false;
  const players = Array.from({ length: PLAYERS }, (_one, user) => stage.people.live(`L${user}`, (count) => (over ? null : `luck ${count}`)));
  for (let round = 0; round === 0 || !done(); round++) {
    await stage.query((client) => makeRaffle(client, stage, round));
    if (round % 3 === 2) await surroundings.emptyRedis();
    await wait(500);
  }
  over = true;
  await Promise.all(players);
  await stage.processes.calm();
  await stage.untilNone(`SELECT (SELECT count(*) FROM draw WHERE name <> 'Instant' AND (state <> 'ended' OR follow_up IS NOT NULL))::int + (SELECT count(*) FROM inbox)::int AS open`);
}

async function makeEntrants(client: Client, stage: Stage): Promise<void> {
  await client.query(
    `WITH made AS (
       INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT gen_random_uuid(), $1, $2, 'E' || i, 'E' || i FROM generate_series(1, $3::int) AS i RETURNING id, line_user_id
     )
     INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT gen_random_uuid(), $1, $2, 'u:' || line_user_id, id FROM made`,
    [stage.botId, stage.channelId, ENTRANTS],
  );
}

/** A raffle that everybody has entered; it opens at once and closes soon after, by whoever lives. */
async function makeRaffle(client: Client, stage: Stage, round: number): Promise<void> {
  const id = randomUUID();
  await makeDraw(
    client, stage,
    { id, name: `Raffle ${round}`, kind: 'raffle', prizes: [{ id: 'car', name: 'Car', stock: 1 }, { id: 'tea', name: 'Tea', stock: 4, codes: true }], closesAt: new Date(Date.now() + 300).toISOString(), onEnd: { winnersFlowId: flowIdOf('winner'), othersFlowId: flowIdOf('other') } },
    `, person AS (INSERT INTO draw_person (id, draw_id, bot_id, contact_id, tries, joined_at) SELECT gen_random_uuid(), d.id, d.bot_id, c.id, 1, now() FROM made d JOIN contact c ON c.bot_id = d.bot_id AND c.line_user_id LIKE 'E%' RETURNING *)
     INSERT INTO draw_try (id, draw_id, bot_id, person_id, attempt, tried_at) SELECT gen_random_uuid(), draw_id, bot_id, id, 1, now() FROM person`,
  );
}

async function makeDraw(client: Client, stage: Stage, draw: { id: string; name: string } & Record<string, unknown>, entries = 'SELECT 1'): Promise<void> {
  const { id, name, ...rules } = draw;
  const document = drawDocumentSchema.parse({ title: name, ...rules });
  const { sealed, commitment } = sealNewSeed(new SecretsBox([BINGO_SECRET]), 'draw', id);
  const codes = document.prizes.flatMap(({ id: prize, stock, codes: hasCodes }) => (hasCodes ? Array.from({ length: stock }, (_, i) => ({ prize, code: `${prize}-${i}` })) : []));
  await client.query(
    `WITH made AS (
       INSERT INTO draw (id, bot_id, name, document, state, seed, commitment, zone, due_at, created_at) VALUES ($1, $2, $3, $4, 'scheduled', $5, $6, 'Asia/Taipei', now(), now()) RETURNING *
     ), code AS (INSERT INTO draw_code (draw_id, bot_id, prize_id, code) SELECT made.id, made.bot_id, c.prize, c.code FROM made, unnest($7::text[], $8::text[]) AS c(prize, code)) ${entries}`,
    [id, stage.botId, name, JSON.stringify(document), sealed, commitment, codes.map(({ prize }) => prize), codes.map(({ code }) => code)],
  );
}
