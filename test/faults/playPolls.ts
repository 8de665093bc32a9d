import { randomUUID } from 'node:crypto';
import { CRASH_POINTS } from '@chatloom/platform';
import type { Client } from 'pg';
import type { Amount, Surroundings } from './scenarios';
import { flowIdOf } from './runtime/flows';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('poll.') || point === 'turn.beforeCommit' || point === 'ingest.afterCommit');
const VOTERS = 40;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Votes that close by their time, one after the other until enough processes have died: in the middle of counting, right after it, and while people are
 * told. Bells are lost by emptying Redis. What became of each is judged afterwards (`checkPolls`).
 */
export async function playPolls(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  await stage.query((client) => makePeople(client, stage));
  let life = 0;
  stage.launch(2, () => `${POINTS[life++ % POINTS.length]!}:${1 + (life % 2)}`);
  const done = () => stage.processes.kills >= Math.ceil(amount.kills / 8);
  for (let round = 0; round === 0 || !done(); round++) {
    await stage.query((client) => makePoll(client, stage, round));
    if (round % 3 === 2) await surroundings.emptyRedis();
    await wait(400);
  }
  await stage.processes.calm();
  await stage.untilNone(`SELECT count(*)::int AS open FROM poll WHERE state <> 'closed' OR follow_up IS NOT NULL`);
}

async function makePeople(client: Client, stage: Stage): Promise<void> {
  await client.query(
    `WITH made AS (
       INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT gen_random_uuid(), $1, $2, 'V' || i, 'V' || i FROM generate_series(1, $3::int) AS i RETURNING id, line_user_id
     )
     INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT gen_random_uuid(), $1, $2, 'u:' || line_user_id, id FROM made`,
    [stage.botId, stage.channelId, VOTERS],
  );
}

async function makePoll(client: Client, stage: Stage, round: number): Promise<void> {
  const id = randomUUID();
  const document = {
    question: 'Tea?', kind: 'yesNo', choices: [], dates: [], min: 1, max: 12, changeable: true, secret: true, results: 'always', unknownVoters: 'count', opensAt: null, closesAt: null,
    voters: { who: 'everyone' }, onClose: { votersFlowId: flowIdOf('voted'), winnersFlowId: null, groupFlowId: null },
  };
  await client.query('BEGIN');
  await client.query(`INSERT INTO poll (id, bot_id, name, document, state, closes_at, opened_at) VALUES ($1, $2, $3, $4, 'open', now() + interval '300 ms', now())`, [id, stage.botId, `Round ${round}`, JSON.stringify(document)]);
  await client.query(
    `INSERT INTO poll_vote (poll_id, voter, bot_id, contact_id, conversation_id, choices, complete, final, voted_at)
     SELECT $1, c.contact_id::text, c.bot_id, c.contact_id, c.id, '{yes}', true, true, now() FROM conversation c WHERE c.key LIKE 'u:V%'`,
    [id],
  );
  await client.query('COMMIT');
}
