import { type Clock, type Database, type Sql } from '@chatloom/platform';
import type { RunRow } from '../sending/runRow';
import type { VariantResult } from '../deciding/decideWinner';

/** Who writes or taps within so long after a message has answered it. */
export const REPLY_WITHIN_DAYS = 3;
/** What people did is read from their history a little later than it happened. */
const HISTORY_LAG = '10 minutes';

/** The chunk a recipient belongs to, and when it went out: `r` is the recipient. */
const CHUNK_OF = `CROSS JOIN LATERAL (SELECT k.done_at, k.to_no FROM campaign_chunk k WHERE k.run_id = r.run_id AND k.from_no <= r.no ORDER BY k.from_no DESC LIMIT 1) k`;
const GOT_IT = `k.done_at IS NOT NULL AND r.no <= k.to_no AND (r.state IS NULL OR r.state = 'sent')`;

/**
 * What people did after a campaign reached them: wrote, left, converted. Read from what other parts of the house know anyway, for those who did
 * something since the last look; nothing is written while people write.
 */
export class Outcomes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Runs that are worth a look, oldest look first: under way, or over for less than the time in which an answer counts. */
  async look(): Promise<number> {
    const { rows } = await this.database.pg.query<Pick<RunRow, 'id' | 'bot_id' | 'channel_id' | 'design' | 'way'>>(
      'campaigns.toLookAt',
      `WITH due AS (
         SELECT id FROM campaign_run WHERE frozen_at IS NOT NULL AND way IN ('multicast', 'push', 'flow') AND (looked_at IS NULL OR looked_at < to_timestamp($1::float8 / 1000) - interval '30 seconds')
           AND (finished_at IS NULL OR finished_at > to_timestamp($1::float8 / 1000) - make_interval(days => greatest(${REPLY_WITHIN_DAYS}, coalesce((design -> 'conversion' ->> 'withinDays')::int, 0)) + 1))
         ORDER BY looked_at NULLS FIRST LIMIT 20 FOR UPDATE SKIP LOCKED)
       SELECT r.id, r.bot_id, r.channel_id, r.design, r.way FROM campaign_run r JOIN due USING (id)`,
      [this.clock.now()],
    );
    for (const run of rows) await this.lookAt(run);
    return rows.length;
  }

  /** Brings one run up to date. */
  async lookAt(run: Pick<RunRow, 'id' | 'bot_id' | 'channel_id' | 'design'>): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<{ since: Date }>(
        'campaigns.lookedAt',
        `UPDATE campaign_run r SET looked_at = to_timestamp($2::float8 / 1000) FROM (SELECT id, coalesce(looked_at - interval '${HISTORY_LAG}', started_at) AS since FROM campaign_run WHERE id = $1 FOR UPDATE) o
         WHERE r.id = o.id RETURNING o.since`,
        [run.id, this.clock.now()],
      );
      const since = rows[0]?.since;
      if (!since) return;
      await tx.query(
        'campaigns.replied',
        `INSERT INTO campaign_outcome (run_id, no, bot_id, replied_at)
         SELECT r.run_id, r.no, r.bot_id, a.last_active_at FROM contact_activity a JOIN campaign_recipient r ON r.contact_id = a.contact_id AND r.run_id = $1 ${CHUNK_OF}
         WHERE a.bot_id = $2 AND a.last_active_at > $3 AND ${GOT_IT} AND a.last_active_at > k.done_at AND a.last_active_at <= k.done_at + interval '${REPLY_WITHIN_DAYS} days'
         ON CONFLICT (run_id, no) DO UPDATE SET replied_at = coalesce(campaign_outcome.replied_at, excluded.replied_at)`,
        [run.id, run.bot_id, since],
      );
      await tx.query(
        'campaigns.unfollowed',
        `INSERT INTO campaign_outcome (run_id, no, bot_id, unfollowed_at)
         SELECT r.run_id, r.no, r.bot_id, min(f.at) FROM friend_loss f JOIN campaign_recipient r ON r.contact_id = f.contact_id AND r.run_id = $1 ${CHUNK_OF}
         WHERE f.channel_id = $2 AND f.at > $3 AND ${GOT_IT} AND f.at > k.done_at AND f.at <= k.done_at + interval '${REPLY_WITHIN_DAYS} days' GROUP BY r.run_id, r.no, r.bot_id
         ON CONFLICT (run_id, no) DO UPDATE SET unfollowed_at = coalesce(campaign_outcome.unfollowed_at, excluded.unfollowed_at)`,
        [run.id, run.channel_id, since],
      );
      await this.converted(tx, run, since);
    });
  }

  /** Who had the tag before does not convert by it: to be called before the first message goes out. */
  async noteConverts(run: Pick<RunRow, 'id' | 'bot_id' | 'design'>): Promise<void> {
    const { conversion } = run.design;
    if (conversion?.type !== 'tag') return;
    await this.database.pg.query(
      'campaigns.hadTag',
      `INSERT INTO campaign_outcome (run_id, no, bot_id, converted_at)
       SELECT r.run_id, r.no, r.bot_id, '-infinity' FROM contact c JOIN campaign_recipient r ON r.contact_id = c.id AND r.run_id = $1 WHERE c.bot_id = $2 AND c.tags @> ARRAY[$3::text] ON CONFLICT DO NOTHING`,
      [run.id, run.bot_id, conversion.tag],
    );
  }

  /** Per variant: how many it reached, and how many tapped or wrote. */
  async results(runId: string, by: 'click' | 'reply'): Promise<VariantResult[]> {
    const { rows } = await this.database.pg.query<VariantResult>(
      `campaigns.results.${by}`,
      `SELECT d.variant, d.delivered, coalesce(s.successes, 0)::int AS successes
       FROM (SELECT variant, sum(sent)::int AS delivered FROM campaign_chunk WHERE run_id = $1 AND variant IS NOT NULL GROUP BY variant) d
       LEFT JOIN (${
         by === 'click'
           ? `SELECT l.variant, sum(h.clicks) AS successes FROM campaign_link l JOIN campaign_click_hour h ON h.code = l.code WHERE l.run_id = $1 GROUP BY l.variant`
           : `SELECT r.variant, count(*) AS successes FROM campaign_outcome o JOIN campaign_recipient r ON r.run_id = o.run_id AND r.no = o.no WHERE o.run_id = $1 AND o.replied_at IS NOT NULL GROUP BY r.variant`
       }) s USING (variant)`,
      [runId],
    );
    return rows;
  }

  /** Of those reached so far, who blocked the account since. */
  async unfollowed(run: Pick<RunRow, 'id' | 'channel_id'>): Promise<number> {
    const { rows } = await this.database.pg.query<{ count: number }>(
      'campaigns.unfollowedNow',
      `SELECT count(DISTINCT r.no)::int AS count FROM campaign_run u JOIN friend_loss f ON f.channel_id = u.channel_id AND f.at >= u.started_at
         JOIN campaign_recipient r ON r.contact_id = f.contact_id AND r.run_id = u.id ${CHUNK_OF} WHERE u.id = $1 AND ${GOT_IT} AND f.at > k.done_at`,
      [run.id],
    );
    return rows[0]?.count ?? 0;
  }

  private async converted(tx: Sql, run: Pick<RunRow, 'id' | 'bot_id' | 'design'>, since: Date): Promise<void> {
    const { conversion } = run.design;
    if (conversion === null) return;
    const keep = `ON CONFLICT (run_id, no) DO UPDATE SET converted_at = coalesce(campaign_outcome.converted_at, excluded.converted_at)`;
    if (conversion.type === 'tag') {
      await tx.query(
        'campaigns.gotTag',
        `INSERT INTO campaign_outcome (run_id, no, bot_id, converted_at)
         SELECT r.run_id, r.no, r.bot_id, to_timestamp($5::float8 / 1000) FROM contact c JOIN campaign_recipient r ON r.contact_id = c.id AND r.run_id = $1 ${CHUNK_OF}
         WHERE c.bot_id = $2 AND c.tags @> ARRAY[$3::text] AND ${GOT_IT} AND to_timestamp($5::float8 / 1000) <= k.done_at + make_interval(days => $4) ${keep}`,
        [run.id, run.bot_id, conversion.tag, conversion.withinDays, this.clock.now()],
      );
      return;
    }
    await tx.query(
      'campaigns.cameToNode',
      `INSERT INTO campaign_outcome (run_id, no, bot_id, converted_at)
       SELECT r.run_id, r.no, r.bot_id, v.last_at FROM flow_visit v JOIN campaign_recipient r ON r.contact_id = v.contact_id AND r.run_id = $1 ${CHUNK_OF}
       WHERE v.flow_id = $3 AND v.node_id = $4 AND v.bot_id = $2 AND v.last_at > $6 AND ${GOT_IT} AND v.last_at > k.done_at AND v.last_at <= k.done_at + make_interval(days => $5) ${keep}`,
      [run.id, run.bot_id, conversion.flowId, conversion.nodeId, conversion.withinDays, since],
    );
  }
}
