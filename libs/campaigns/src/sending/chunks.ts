import type { RecipientReason } from '@chatloom/contract';
import type { Sql, Transaction } from '@chatloom/platform';
import { KEY_LIVES_MS } from '../deciding/decideChunk';
import { ChunkPeople } from './ChunkPeople';
import type { RunRow } from './runRow';

/** A chunk in the hands of the leader. Times are epoch ms. */
export interface ClaimedChunk {
  run_id: string;
  from_no: number;
  to_no: number;
  phase: number;
  variant: string | null;
  language: string | null;
  retry_key: string;
  attempts: number;
  first_tried_at: number;
  /** Before this attempt. */
  may_have_arrived: boolean;
  /** Those it goes to: everybody of the range who has not ended otherwise. */
  people: ChunkPeople;
}

/**
 * Takes chunks of a run that may go now, in a commit before any call: their keys are stored, and who of them gets nothing any more (blocked the
 * account, asked not to, was deleted, has had enough) is written down, so that a repeated call has the same people in it. A chunk that perhaps
 * arrived keeps its people whatever happens.
 */
export async function claimChunks(tx: Transaction, run: RunRow, term: string, now: number, limit: number): Promise<ClaimedChunk[]> {
  const { rows: chunks } = await tx.query<ClaimedChunk & { is_stale: boolean }>(
    'campaigns.claim',
    `WITH mine AS (
       SELECT run_id, from_no, may_have_arrived, first_tried_at < to_timestamp(($3::float8 - ${KEY_LIVES_MS}) / 1000) AS is_stale FROM campaign_chunk
       WHERE run_id = $1 AND state = 'waiting' AND phase <= $5 AND (not_before IS NULL OR not_before <= to_timestamp($3::float8 / 1000))
       ORDER BY phase, from_no LIMIT $4 FOR UPDATE)
     UPDATE campaign_chunk k SET state = 'sending', owner = $2, attempts = least(k.attempts + 1, 30000), may_have_arrived = true, not_before = NULL, held_for = NULL,
       retry_key = CASE WHEN mine.is_stale AND NOT mine.may_have_arrived THEN gen_random_uuid() ELSE k.retry_key END,
       first_tried_at = CASE WHEN k.first_tried_at IS NULL OR (mine.is_stale AND NOT mine.may_have_arrived) THEN to_timestamp($3::float8 / 1000) ELSE k.first_tried_at END
     FROM mine WHERE k.run_id = mine.run_id AND k.from_no = mine.from_no
     RETURNING k.run_id, k.from_no, k.to_no, k.phase, k.variant, k.language, k.retry_key, k.attempts, (extract(epoch FROM k.first_tried_at) * 1000)::float8 AS first_tried_at,
       mine.may_have_arrived, coalesce(mine.is_stale AND mine.may_have_arrived, false) AS is_stale`,
    [run.id, term, now, limit, run.open_phase],
  );
  if (chunks.length === 0) return [];
  const stale = chunks.filter((chunk) => chunk.is_stale);
  for (const chunk of stale) await giveUpChunk(tx, chunk, term, now);
  const usable = chunks.filter((chunk) => !chunk.is_stale).sort((a, b) => a.from_no - b.from_no);
  const fresh = usable.filter((chunk) => !chunk.may_have_arrived);
  if (fresh.length > 0) await leaveOut(tx, run, fresh, now);
  const people = await peopleOf(tx, run.id, usable, run.way === 'push');
  return usable.map((chunk) => ({ ...chunk, people: people.get(chunk.from_no) ?? ChunkPeople.nobody }));
}

/**
 * Marks those of fresh chunks who get nothing, and counts them. Chunks are looked up one by one (LATERAL, OFFSET 0): joined as a whole, a planner that
 * does not know the new rows yet compares each with each.
 */
async function leaveOut(tx: Transaction, run: RunRow, chunks: readonly ClaimedChunk[], now: number): Promise<void> {
  const { cap, kind } = run.design;
  const isCapped = cap !== null && (cap.perDay !== null || cap.perWeek !== null);
  await tx.query(
    'campaigns.leaveOut',
    `WITH k AS (SELECT * FROM unnest($2::int[], $3::int[]) AS k (from_no, to_no)),
     out AS (
       SELECT r.no, k.from_no, CASE WHEN c.id IS NULL THEN 'deleted' WHEN NOT c.is_friend THEN 'blocked' WHEN $4 AND ${SAID_NO} THEN 'noConsent' ELSE 'capped' END AS reason
       FROM k CROSS JOIN LATERAL (SELECT r.* FROM campaign_recipient r WHERE r.run_id = $1 AND r.no BETWEEN k.from_no AND k.to_no AND r.state IS NULL OFFSET 0) r
         LEFT JOIN LATERAL (SELECT c.id, c.is_friend, c.consent FROM contact c WHERE c.id = r.contact_id OFFSET 0) c ON true
       WHERE (c.id IS NULL OR NOT c.is_friend OR ($4 AND ${SAID_NO}) OR ($5 AND (
         ($6::int IS NOT NULL AND ${hadSince("interval '1 day'")} >= $6) OR ($7::int IS NOT NULL AND ${hadSince("interval '7 days'")} >= $7))))
     ), marked AS (
       UPDATE campaign_recipient r SET state = 'skipped', reason = out.reason FROM out WHERE r.run_id = $1 AND r.no = out.no
     )
     UPDATE campaign_chunk c SET skipped = c.skipped + n.count FROM (SELECT from_no, count(*)::int AS count FROM out GROUP BY from_no) n WHERE c.run_id = $1 AND c.from_no = n.from_no`,
    [run.id, chunks.map((one) => one.from_no), chunks.map((one) => one.to_no), kind === 'marketing', isCapped, cap?.perDay ?? null, cap?.perWeek ?? null, new Date(now)],
  );
}

/** Column of the audience: what is known of somebody's will to get marketing. */
const SAID_NO = `c.consent = 'no'`;

/** Campaign messages somebody got, or is getting, since then; $8 is now. */
function hadSince(span: string): string {
  return `(SELECT count(*) FROM campaign_recipient o CROSS JOIN LATERAL (
      SELECT x.to_no, x.state, x.done_at FROM campaign_chunk x WHERE x.run_id = o.run_id AND x.from_no <= o.no ORDER BY x.from_no DESC LIMIT 1) x
    WHERE o.contact_id = r.contact_id AND o.run_id <> r.run_id AND o.no <= x.to_no AND (o.state IS NULL OR o.state = 'sent')
      AND (x.state = 'sending' OR x.done_at > $8::timestamptz - ${span}))`;
}

/** @param asPersons with what is needed to speak to each alone */
async function peopleOf(sql: Sql, runId: string, chunks: readonly ClaimedChunk[], asPersons: boolean): Promise<Map<number, ChunkPeople>> {
  const { rows } = await sql.query<{ from_no: number; count: number; nos: string; users: string; contacts: string | null; variants: string | null }>(
    'campaigns.peopleOf',
    `SELECT k.from_no, p.* FROM unnest($2::int[], $3::int[]) AS k (from_no, to_no) CROSS JOIN LATERAL (
       SELECT count(*)::int AS count, string_agg(r.no::text, chr(10) ORDER BY r.no) AS nos, string_agg(r.line_user_id, chr(10) ORDER BY r.no) AS users,
         string_agg(r.contact_id::text, chr(10) ORDER BY r.no) FILTER (WHERE $4) AS contacts, string_agg(coalesce(r.variant, ''), chr(10) ORDER BY r.no) FILTER (WHERE $4) AS variants
       FROM campaign_recipient r WHERE r.run_id = $1 AND r.no BETWEEN k.from_no AND k.to_no AND r.state IS NULL AND r.line_user_id <> '') p
     WHERE p.count > 0`,
    [runId, chunks.map((one) => one.from_no), chunks.map((one) => one.to_no), asPersons],
  );
  return new Map(rows.map(({ from_no, count, nos, users, contacts, variants }) => [from_no, new ChunkPeople(count, nos, users, contacts, variants)]));
}

/** What a leader whose process died had in hand waits again, under the same keys. @returns how many chunks */
export async function adoptChunks(sql: Sql, runIds: readonly string[], term: string): Promise<number> {
  const { rowCount } = await sql.query('campaigns.adopt', `UPDATE campaign_chunk SET state = 'waiting', owner = NULL WHERE run_id = ANY ($1) AND state = 'sending' AND owner IS DISTINCT FROM $2`, [
    runIds,
    term,
  ]);
  return rowCount ?? 0;
}

type ChunkId = Pick<ClaimedChunk, 'run_id' | 'from_no'>;

/** Chunks that are over: `sent` of each reached, `failed` refused. Those another leader has meanwhile are left to it. */
export async function finishChunks(sql: Sql, done: readonly (ChunkId & { sent: number; failed: number })[], term: string, now: number): Promise<void> {
  await sql.query(
    'campaigns.finishChunks',
    `UPDATE campaign_chunk k SET state = 'done', owner = NULL, done_at = to_timestamp($6::float8 / 1000), sent = k.sent + d.sent, failed = k.failed + d.failed
     FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) AS d (run_id, from_no, sent, failed)
     WHERE k.run_id = d.run_id AND k.from_no = d.from_no AND k.owner = $5 AND k.state = 'sending'`,
    [done.map((one) => one.run_id), done.map((one) => one.from_no), done.map((one) => one.sent), done.map((one) => one.failed), term, now],
  );
}

/** The chunk waits again. `mayHaveArrived` keeps its key and its people. */
export async function releaseChunk(sql: Sql, chunk: ChunkId, term: string, notBefore: number | null, mayHaveArrived: boolean): Promise<void> {
  await sql.query(
    'campaigns.releaseChunk',
    `UPDATE campaign_chunk SET state = CASE WHEN EXISTS (SELECT 1 FROM campaign_run r WHERE r.id = $1 AND r.state = 'cancelled') AND NOT $5 THEN 'cancelled' ELSE 'waiting' END,
       owner = NULL, not_before = to_timestamp($4::float8 / 1000), may_have_arrived = $5
     WHERE run_id = $1 AND from_no = $2 AND owner = $3 AND state = 'sending'`,
    [chunk.run_id, chunk.from_no, term, notBefore, mayHaveArrived],
  );
}

/** Nobody will ever know whether it arrived; it is not sent again. */
export async function giveUpChunk(sql: Sql, chunk: ChunkId, term: string, now: number): Promise<void> {
  await sql.query(
    'campaigns.giveUpChunk',
    `UPDATE campaign_chunk SET state = 'unknown', owner = NULL, done_at = to_timestamp($4::float8 / 1000), unknown = size - sent - failed - skipped
     WHERE run_id = $1 AND from_no = $2 AND owner = $3 AND state = 'sending'`,
    [chunk.run_id, chunk.from_no, term, now],
  );
}

/**
 * LINE refused the call for one of its people (or for what it says): nobody got it. Its two halves become chunks with new keys; where LINE named
 * the person, that one becomes a chunk of its own.
 */
export async function splitChunk(sql: Sql, chunk: ClaimedChunk, term: string, firstOfSecondPart: readonly number[]): Promise<void> {
  const from = [chunk.from_no, ...firstOfSecondPart];
  const to = [...firstOfSecondPart.map((no) => no - 1), chunk.to_no];
  await sql.query(
    'campaigns.splitChunk',
    `WITH old AS (DELETE FROM campaign_chunk WHERE run_id = $1 AND from_no = $2 AND owner = $3 AND state = 'sending' RETURNING *),
     part AS (
       SELECT p.from_no, p.to_no, (SELECT count(*)::int FROM campaign_recipient r WHERE r.run_id = $1 AND r.no BETWEEN p.from_no AND p.to_no) AS size,
         (SELECT count(*)::int FROM campaign_recipient r WHERE r.run_id = $1 AND r.no BETWEEN p.from_no AND p.to_no AND r.state = 'skipped') AS skipped
       FROM unnest($4::int[], $5::int[]) AS p (from_no, to_no)
     )
     INSERT INTO campaign_chunk (run_id, from_no, to_no, bot_id, channel_id, phase, variant, language, zone, retry_key, size, skipped)
     SELECT old.run_id, part.from_no, part.to_no, old.bot_id, old.channel_id, old.phase, old.variant, old.language, old.zone, gen_random_uuid(), part.size, part.skipped FROM old, part`,
    [chunk.run_id, chunk.from_no, term, from, to],
  );
}

/** What became of single people of a chunk. */
export interface PersonOutcome {
  no: number;
  state: 'sent' | 'failed' | 'unknown' | 'skipped';
  reason?: RecipientReason;
  detail?: string;
}

/** People who ended otherwise than their chunk, or before it. */
export async function markPeople(sql: Sql, runId: string, outcomes: readonly PersonOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql.query(
    'campaigns.markPeople',
    `UPDATE campaign_recipient r SET state = o.state, reason = o.reason, detail = o.detail FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS o (no, state, reason, detail)
     WHERE r.run_id = $1 AND r.no = o.no`,
    [runId, outcomes.map((one) => one.no), outcomes.map((one) => one.state), outcomes.map((one) => one.reason ?? null), outcomes.map((one) => one.detail ?? null)],
  );
}
