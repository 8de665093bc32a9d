import { runMigrations } from 'bullmq';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** SHA-256 of `move_to_active` as bullmq 6.7.0 creates it. */
const STOCK_SHA256 = '2e4c24b17bf9fe5e39ca0c2b22533da7affd12aeb51573dd60af4f24544fca4d';

/**
 * The stock promotion of due jobs: one UPDATE of all of them, in whatever order the plan visits them. Two sessions
 * that promote overlapping rows in different order deadlock, and a job whose work was done runs again (RELIABILITY D1).
 */
const STOCK_PROMOTION = `    WITH promoted AS (
      UPDATE job
         SET state = 'waiting', delay_ms = 0
       WHERE queue = p_queue
         AND state = 'delayed'
         AND process_at_ms <= p_now
      RETURNING id
    )
    SELECT id FROM promoted`;

/** Ours: lock due rows in one order, leave out what another session has, 200 at most; the next claim takes the next ones. */
const OUR_PROMOTION = `    WITH due AS MATERIALIZED (
      SELECT j.id
        FROM job j
       WHERE j.queue = p_queue
         AND j.state = 'delayed'
         AND j.process_at_ms <= p_now
       ORDER BY j.process_at_ms, j.id
       LIMIT 200
         FOR UPDATE SKIP LOCKED
    ), promoted AS (
      UPDATE job j
         SET state = 'waiting', delay_ms = 0
        FROM due
       WHERE j.queue = p_queue
         AND j.id = due.id
      RETURNING j.id
    )
    SELECT id FROM promoted`;

/**
 * Statistics saying "this queue is rare" make the planner scan the primary key on every claim (RELIABILITY D2).
 * Without statistics on the two columns it always takes the partial indexes made for claiming.
 */
const PIN_PLANS = `
  ALTER TABLE bullmq.job ALTER COLUMN queue SET STATISTICS 0, ALTER COLUMN state SET STATISTICS 0;
  ALTER TABLE bullmq.job ALTER COLUMN queue SET (n_distinct = 8), ALTER COLUMN state SET (n_distinct = 6);
`;

/** Statistics gathered before; only a superuser may remove them, and a table we made has none. */
const FORGET_STATISTICS = `
  DELETE FROM pg_statistic
   WHERE starelid = 'bullmq.job'::regclass
     AND staattnum IN (SELECT attnum FROM pg_attribute WHERE attrelid = 'bullmq.job'::regclass AND attname IN ('queue', 'state'))
`;

/** The installed BullMQ brings a function that our correction was not written for. */
export class UnknownBullmqError extends Error {
  constructor(checksum: string) {
    super(
      `BullMQ's function move_to_active is not the one of the pinned version 6.7.0 (SHA-256 ${checksum}). ` +
        'Check whether the new one still promotes due jobs in one unordered UPDATE, then adapt queues/bullmqSchema.ts.',
    );
    this.name = 'UnknownBullmqError';
  }
}

/**
 * Make or update BullMQ's tables and correct its two defects. Safe to call at every start and from several processes
 * at once: BullMQ serialises its own part, ours is under the lock of the transaction.
 * @throws UnknownBullmqError before anything of ours is changed.
 */
export async function prepareBullmqSchema(client: PoolClient): Promise<void> {
  await runMigrations(client as never);
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('chatloom:bullmq'))`);
    const { rows } = await client.query<{ body: string }>(
      `SELECT prosrc AS body FROM pg_proc WHERE proname = 'move_to_active' AND pronamespace = 'bullmq'::regnamespace`,
    );
    const body = rows[0]?.body ?? '';
    const corrected = correctedPromotion(body);
    if (corrected !== body) {
      const { rows: definitions } = await client.query<{ definition: string }>(
        `SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE proname = 'move_to_active' AND pronamespace = 'bullmq'::regnamespace`,
      );
      await client.query((definitions[0]?.definition ?? '').replace(body, () => corrected));
      await client.query(PIN_PLANS);
      await client.query('SAVEPOINT forget');
      await client.query(FORGET_STATISTICS).catch(() => client.query('ROLLBACK TO SAVEPOINT forget'));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** @returns the function's body with our promotion; unchanged when it is ours already. @throws UnknownBullmqError */
export function correctedPromotion(body: string): string {
  if (body.includes(OUR_PROMOTION) && sha256(body.replace(OUR_PROMOTION, STOCK_PROMOTION)) === STOCK_SHA256) return body;
  if (sha256(body) !== STOCK_SHA256) throw new UnknownBullmqError(sha256(body));
  return body.replace(STOCK_PROMOTION, OUR_PROMOTION);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
