import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Amount } from './scenarios';
import type { Stage } from './Stage';

const WRITERS = 4;
/** The end of what was begun, also where a machine is slow. */
const PATIENCE_MS = 300_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Files of people come in, one after the other, a tag of many is renamed, and people write meanwhile, so that there is activity to be read; all the
 * time processes die at random moments. What became of everything is judged afterwards (`checkAudience`).
 */
export async function playAudience(stage: Stage, amount: Amount): Promise<void> {
  const kills = Math.ceil(amount.kills / 8);
  await stage.query((client) => makeChannel(client, stage));
  stage.launch(2, () => null);
  let over = false;
  const people = Array.from({ length: WRITERS }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : `count ${count}`)));
  const dying = (async () => {
    for (let i = 0; stage.processes.kills < kills; i++) {
      await wait(300 + Math.random() * 1_200);
      await stage.processes.end(i % 2, 'SIGKILL');
      await stage.processes.allListening();
    }
  })();
  const isOver = () => stage.processes.kills >= kills;
  for (let file = 0; file === 0 || !isOver(); file++) {
    await stage.query((client) => makeFile(client, stage, file, amount.importLines));
    await until(stage, `SELECT count(*)::int AS left FROM contact_import WHERE state = 'checking'`);
    await stage.query((client) => client.query(`UPDATE contact_import SET state = 'running', position = 0, counts = NULL, next_at = now() WHERE state = 'checked'`));
    await until(stage, `SELECT ((SELECT count(*) FROM contact_import WHERE state = 'running') + (SELECT count(*) FROM contact_job WHERE finished_at IS NULL))::int AS left`);
  }
  await dying;
  over = true;
  await Promise.all(people);
  await until(stage, `SELECT (EXISTS (SELECT 1 FROM inbox) OR (SELECT position FROM activity_reader) < coalesce((SELECT max(id::text)::uuid FROM turn), (SELECT position FROM activity_reader)))::int AS left`);
}

async function until(stage: Stage, question: string): Promise<void> {
  const began = performance.now();
  for (let left = 1; left > 0 && performance.now() - began < PATIENCE_MS; ) {
    await stage.query(async (client) => void (left = (await client.query<{ left: number }>(question)).rows[0]!.left));
    if (left > 0) await wait(100);
  }
}

/** Of a simulator: only there people are made up from a file. */
async function makeChannel(client: Client, stage: Stage): Promise<void> {
  await client.query(
    `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs) VALUES (gen_random_uuid(), $1, 'simulator', 'Files', 'files', '', '', '', '', 'published')`,
    [stage.botId],
  );
}

/** Half of its people are known already and have a tag that is renamed meanwhile, half are new; each tenth line is none. */
async function makeFile(client: Client, stage: Stage, file: number, lines: number): Promise<void> {
  const key = (line: number) => `F${file}-${line}`;
  const rows = Array.from({ length: lines }, (_one, i) => (i % 10 === 9 ? `?,Nobody,x` : `${key(i)},Person ${i},${file}`));
  const bytes = Buffer.from(['id,name,visits', ...rows].join('\n'));
  const mapping = { columns: [{ to: 'lineUserId' }, { to: 'name' }, { to: 'field', field: 'visits', emptyClears: false }], hasHeader: true, tags: [`file ${file}`], dateOrder: 'ymd' };
  const id = randomUUID();
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags) SELECT gen_random_uuid(), $1, h.id, $2 || i, ARRAY[$3] FROM channel h, generate_series(0, $4::int - 1, 2) AS i WHERE h.webhook_key = 'files' AND i % 10 <> 9`,
    [stage.botId, `F${file}-`, `old ${file}`, lines],
  );
  await client.query(
    `INSERT INTO contact_import (id, bot_id, channel_id, file_name, bytes, state, encoding, delimiter, mapping, created_at, next_at)
     SELECT $1, $2, h.id, $3, $4, 'checking', 'utf-8', ',', $5, now(), now() FROM channel h WHERE h.webhook_key = 'files'`,
    [id, stage.botId, `${file}.csv`, bytes.length, JSON.stringify(mapping)],
  );
  await client.query('INSERT INTO contact_import_piece (import_id, piece, bytes) VALUES ($1, 0, $2)', [id, bytes]);
  await client.query(`INSERT INTO contact_job (id, bot_id, kind, spec, cause, started_at) VALUES ($1, $2, 'rename', $3, '{"by":"system"}', now())`, [
    randomUUID(),
    stage.botId,
    JSON.stringify({ kind: 'rename', from: [`old ${file}`], to: `new ${file}`, keepAlias: false }),
  ]);
  await client.query('COMMIT');
}
