import { randomUUID } from 'node:crypto';
import { sealNewSeed } from '@chatloom/games';
import { CRASH_POINTS, SecretsBox } from '@chatloom/platform';
import type { Client } from 'pg';
import { BINGO_SECRET } from './bingoSecret';
import type { Amount, Surroundings } from './scenarios';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('bingo.'));
const PLAYERS = 60;
/** Faster than anybody may set it, so that many calls are made while processes die. */
const CALL_EVERY_SECONDS = 0.05;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Games of bingo that begin and call by themselves, one after the other until enough processes have died: before a call and right after it, so that prizes
 * are given or not. Bells are lost by emptying Redis. What became of each is judged afterwards by playing it again from its seed (`checkBingo`).
 */
export async function playBingo(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  let life = 0;
  stage.launch(2, () => `${POINTS[life++ % POINTS.length]!}:${2 + (life % 5)}`);
  for (let round = 0; round === 0 || stage.processes.kills < Math.ceil(amount.kills / 8); round++) {
    await stage.query((client) => makeGame(client, stage, round));
    if (round % 3 === 2) await surroundings.emptyRedis();
    await wait(700);
  }
  await stage.processes.calm();
  // Games end quickly: whoever was started last should have come up before it is judged.
  await stage.processes.allListening();
  await wait(1_500);
  await stage.untilNone(`SELECT (SELECT count(*) FROM bingo_game WHERE state <> 'ended')::int + (SELECT count(*) FROM bingo_news)::int AS open`);
}

async function makeGame(client: Client, stage: Stage, round: number): Promise<void> {
  const id = randomUUID();
  const document = {
    title: 'Night', card: { type: 'list', size: 3, freeCentre: false, items: Array.from({ length: 16 }, (_, i) => ({ label: `Dish ${i}`, imageUrl: null })) },
    prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 5, tag: null }, { id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 1, tag: null }],
    rounds: 1, onePrizeEach: true, marking: 'automatic', claimSeconds: null, calls: { by: 'interval', everySeconds: CALL_EVERY_SECONDS }, entry: { who: { type: 'everyone' }, code: null, late: true, maxPlayers: 1_000 },
    news: 'winners', showNames: false, startsAt: new Date().toISOString(),
  };
  const { sealed, commitment } = sealNewSeed(new SecretsBox([BINGO_SECRET]), 'bingo', id);
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO bingo_game (id, bot_id, name, document, state, seed, commitment, players, due_at) VALUES ($1, $2, $3, $4, 'joining', $5, $6, $7, now())`,
    [id, stage.botId, `Game ${round}`, JSON.stringify(document), sealed, commitment, PLAYERS],
  );
  await client.query(
    `INSERT INTO bingo_player (game_id, contact_id, bot_id, conversation_id, seat, joined_at) SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), seat, now() FROM generate_series(1, $3::int) AS seat`,
    [id, stage.botId, PLAYERS],
  );
  await client.query('COMMIT');
}
