import type { CampaignDesign, CampaignState, CampaignStop, CampaignWay } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** A run as the sending part reads it. Times are epoch ms. */
export interface RunRow {
  id: string;
  bot_id: string;
  campaign_id: string;
  channel_id: string;
  number: number;
  state: CampaignState;
  way: CampaignWay;
  design: CampaignDesign;
  due_at: number;
  frozen_at: number | null;
  continues_at: number | null;
  freeze_cursor: string | null;
  frozen: number;
  open_phase: 0 | 1 | 2;
  has_go: boolean;
  winner: string | null;
  unit: string;
  request_id: string | null;
}

const COLUMNS = `r.id, r.bot_id, r.campaign_id, r.channel_id, r.number, r.state, r.way, r.design, (extract(epoch FROM r.due_at) * 1000)::float8 AS due_at,
  (extract(epoch FROM r.frozen_at) * 1000)::float8 AS frozen_at, (extract(epoch FROM r.continues_at) * 1000)::float8 AS continues_at, r.freeze_cursor, r.frozen, r.open_phase,
  r.has_go, r.winner, r.unit, r.request_id`;

/** Runs of a channel that are not over: transactional ones first, then the older first. */
export async function openRuns(sql: Sql, channelId: string): Promise<RunRow[]> {
  const { rows } = await sql.query<RunRow>(
    'campaigns.openRuns',
    `SELECT ${COLUMNS} FROM campaign_run r WHERE r.channel_id = $1 AND r.finished_at IS NULL
     ORDER BY (r.design ->> 'kind' = 'transactional') DESC, r.due_at, r.id LIMIT 100`,
    [channelId],
  );
  return rows;
}

/** States in which something is to be done without a person. */
export const MOVING_STATES = ['freezing', 'sending', 'waitingForWinner', 'cancelled'] as const satisfies readonly CampaignState[];

/** Lets a run stand still until a person acts; nothing when it is standing already. */
export async function stopRun(sql: Sql, runId: string, state: 'paused' | 'braked' | 'failed', stop: CampaignStop): Promise<void> {
  await sql.query('campaigns.stopRun', `UPDATE campaign_run SET state = $2, stop = $3 WHERE id = $1 AND state IN ('freezing', 'sending', 'waitingForWinner')`, [
    runId,
    state,
    JSON.stringify(stop),
  ]);
}
