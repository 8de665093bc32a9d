import type { Sql } from '@chatloom/platform';

const WEEK_MS = 7 * 86_400_000;
/** Tables cut by UUIDv7, whose first 48 bits are the time, and the one cut by day. */
const BY_ID = ['turn', 'outbox'] as const;
const BY_DAY = ['seen_event'] as const;
const WEEKS_AHEAD = 3;

/**
 * See to it that this week and the next three have their own partitions. Rows outside of any (a clock far off) land in
 * the default partition, where they do no harm. Safe to call from several processes at once.
 */
export async function ensurePartitions(sql: Sql, now: number): Promise<void> {
  const first = Math.floor(now / WEEK_MS);
  const { rows } = await sql.run<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ANY ('{turn,outbox,seen_event}'::regclass[])`,
  );
  const existing = new Set(rows.map((row) => row.name));
  for (let week = first; week <= first + WEEKS_AHEAD; week++) {
    const from = week * WEEK_MS;
    for (const table of [...BY_ID, ...BY_DAY]) {
      const name = partitionName(table, week);
      if (existing.has(name)) continue;
      const byId = (BY_ID as readonly string[]).includes(table);
      const bound = (at: number) => (byId ? firstIdAt(at) : new Date(at).toISOString().slice(0, 10));
      await sql.run(
        `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table} FOR VALUES FROM ('${bound(from)}') TO ('${bound(from + WEEK_MS)}')
         ${table === 'outbox' ? 'WITH (fillfactor = 80)' : ''}`,
      );
    }
  }
}

/**
 * Forget what is older: whole weeks by DROP TABLE, which costs the same for a million rows as for none.
 * @param keepDays history (turns, messages) and the memory of event ids are kept at least so long
 * @returns names of the partitions dropped
 */
export async function dropOldPartitions(sql: Sql, now: number, keepDays: { history: number; seenEvents: number }): Promise<string[]> {
  const { rows } = await sql.run<{ name: string; parent: string }>(
    `SELECT c.relname AS name, i.inhparent::regclass::text AS parent FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = ANY ('{turn,outbox,seen_event}'::regclass[])`,
  );
  const dropped: string[] = [];
  for (const { name, parent } of rows) {
    const week = Number(/_w(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(week)) continue;
    const days = parent === 'seen_event' ? keepDays.seenEvents : keepDays.history;
    if ((week + 1) * WEEK_MS > now - days * 86_400_000) continue;
    // Undelivered messages outlive their week: they are still to be sent.
    if (parent === 'outbox' && (await hasUnsent(sql, name))) continue;
    await sql.run(`DROP TABLE IF EXISTS ${name}`);
    dropped.push(name);
  }
  return dropped;
}

/** The smallest UUIDv7 of a moment (RFC 9562 §5.7): the first 48 bits are epoch ms. */
export function firstIdAt(at: number): string {
  const hex = Math.floor(at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function partitionName(table: string, week: number): string {
  return `${table}_w${week}`;
}

async function hasUnsent(sql: Sql, partition: string): Promise<boolean> {
  const { rows } = await sql.run(`SELECT 1 FROM ${partition} WHERE state IN ('queued', 'sending') LIMIT 1`);
  return rows.length > 0;
}
