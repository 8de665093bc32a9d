import type { CampaignCounts } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** How a run stands. */
export interface RunStanding {
  counts: CampaignCounts;
  /** People who wait now or are under way, by phase (0 to 2). */
  open: [number, number, number];
  /** All of the phase. */
  size: [number, number, number];
  /** Chunks in somebody's hand. */
  inHand: number;
  /** When the next of those who are held or postponed may go; epoch ms. */
  nextAt: number | null;
}

/** Adds up the chunks of a run: some thousand rows for a million people. */
export async function standingOf(sql: Sql, runId: string, now: number): Promise<RunStanding> {
  const { rows } = await sql.query<{
    phase: number; state: string; is_held: boolean; chunks: number; size: number; sent: number; failed: number; unknown: number; skipped: number; next_at: number | null;
  }>(
    'campaigns.standing',
    `SELECT phase, state, state = 'waiting' AND held_for IS NOT NULL AND not_before > to_timestamp($2::float8 / 1000) AS is_held, count(*)::int AS chunks, sum(size)::int AS size,
       sum(sent)::int AS sent, sum(failed)::int AS failed, sum(unknown)::int AS unknown, sum(skipped)::int AS skipped,
       (extract(epoch FROM min(not_before) FILTER (WHERE state = 'waiting')) * 1000)::float8 AS next_at
     FROM campaign_chunk WHERE run_id = $1 GROUP BY 1, 2, 3`,
    [runId, now],
  );
  const standing: RunStanding = { counts: { ...NOTHING }, open: [0, 0, 0], size: [0, 0, 0], inHand: 0, nextAt: null };
  for (const row of rows) {
    const { counts } = standing;
    const left = row.size - row.sent - row.failed - row.unknown - row.skipped;
    counts.recipients += row.size;
    counts.sent += row.sent;
    counts.failed += row.failed;
    counts.unknown += row.unknown;
    counts.skipped += row.skipped;
    standing.size[row.phase as 0 | 1 | 2] += row.size;
    if (row.state === 'cancelled') counts.skipped += left;
    else if (row.state === 'sending') counts.sending += left;
    else if (row.state === 'waiting' && row.is_held) counts.held += left;
    else if (row.state === 'waiting') counts.waiting += left;
    if (row.state === 'sending') standing.inHand += row.chunks;
    // Also a chunk whose people have all dropped out is taken once, and so ends.
    if (row.state === 'sending' || row.state === 'waiting') standing.open[row.phase as 0 | 1 | 2] += Math.max(left, row.chunks);
    if (row.next_at !== null) standing.nextAt = Math.min(standing.nextAt ?? row.next_at, row.next_at);
  }
  return standing;
}

export const NOTHING: CampaignCounts = { recipients: 0, waiting: 0, held: 0, sending: 0, sent: 0, failed: 0, unknown: 0, skipped: 0 };
