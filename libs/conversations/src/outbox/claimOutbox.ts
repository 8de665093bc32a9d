import type { Sql } from '@chatloom/platform';
import type { OutboxRow } from '../turns/turnRows';

/** A row taken over from the table, with what is known of earlier attempts. */
export interface ClaimedRow {
  row: OutboxRow;
  mayHaveArrived: boolean;
}

const COLUMNS = `o.id, o.bot_id, o.channel_id, o.conversation_id, o.turn_id, o.kind, o.recipient, o.reply_token,
  (extract(epoch FROM o.reply_token_at) * 1000)::float8 AS reply_token_at, o.otherwise, o.messages, o.options, o.retry_key, o.state, o.priority, o.owner,
  o.attempts, (extract(epoch FROM o.created_at) * 1000)::float8 AS created_at, o.seq, coalesce((o.result->>'mayHaveArrived')::boolean, false) AS may_have_arrived`;

/** A process that has been silent for so long is dead, whatever its connection says. */
export const DEAD_AFTER_SECONDS = 4;
/** One whose connection is gone is dead sooner: it beats every second. */
const DEAD_WITHOUT_SESSION_AFTER_SECONDS = 1.5;

/** The name under which a process keeps a connection open as long as it lives; PostgreSQL notices its death at once. */
export function sessionNameOf(processId: string): string {
  return `chatloom ${processId}`;
}

/** A row of ours that nobody has in hand after so long was dropped by a mistake of ours. */
const LOST_FROM_HAND_AFTER_MS = 60_000;

/**
 * Take over what a dead process was sending. Rows of living processes are theirs; an old one of our own that nobody has in
 * hand any more is ours to finish too.
 * `known` are the rows in this process's hands.
 */
export async function adoptOrphans(sql: Sql, processId: string, known: readonly string[], now: number, limit: number): Promise<ClaimedRow[]> {
  const { rows } = await sql.query<OutboxRow & { seq: string; may_have_arrived: boolean }>(
    'outbox.adopt',
    `UPDATE outbox o SET owner = $1
     WHERE o.state = 'sending' AND o.id IN (
       SELECT id FROM outbox
       WHERE state = 'sending' AND id <> ALL ($2::uuid[])
         AND ((owner = $1 AND created_at < to_timestamp($5::float8 / 1000)) OR owner IS NULL OR NOT EXISTS (
           SELECT 1 FROM process_heartbeat h WHERE h.id = outbox.owner AND h.beat_at > now() - make_interval(secs => $4)
             AND (h.beat_at > now() - make_interval(secs => $6)
               OR EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.application_name = 'chatloom ' || h.id::text))))
       ORDER BY seq LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [processId, known, limit, DEAD_AFTER_SECONDS, now - LOST_FROM_HAND_AFTER_MS, DEAD_WITHOUT_SESSION_AFTER_SECONDS],
  );
  return claimed(rows, true);
}

/**
 * Take queued rows that are due, most urgent first. Not those behind a message of the same conversation that another
 * process is sending right now, and not those of a paused channel.
 */
export async function claimQueued(sql: Sql, processId: string, now: number, limit: number): Promise<ClaimedRow[]> {
  const { rows } = await sql.query<OutboxRow & { seq: string; may_have_arrived: boolean }>(
    'outbox.claim',
    `UPDATE outbox o SET state = 'sending', owner = $1
     WHERE o.state = 'queued' AND o.id IN (
       SELECT q.id FROM outbox q
       WHERE q.state = 'queued' AND q.next_at <= to_timestamp($2::float8 / 1000)
         AND EXISTS (SELECT 1 FROM channel c WHERE c.id = q.channel_id AND c.state = 'active')
         AND NOT EXISTS (
           SELECT 1 FROM outbox p
           WHERE p.conversation_id = q.conversation_id AND p.seq < q.seq AND p.state = 'sending' AND p.owner IS DISTINCT FROM $1)
       ORDER BY q.priority, q.next_at, q.seq LIMIT $3 FOR UPDATE OF q SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [processId, now, limit],
  );
  return claimed(rows, false);
}

function claimed(rows: (OutboxRow & { seq: string; may_have_arrived: boolean })[], adopted: boolean): ClaimedRow[] {
  return rows
    .sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)))
    .map(({ seq: _seq, may_have_arrived, ...row }) => ({ row, mayHaveArrived: adopted || may_have_arrived }));
}
