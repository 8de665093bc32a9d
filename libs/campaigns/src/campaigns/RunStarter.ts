import type { CampaignDesign, CampaignStop } from '@chatloom/contract';
import { dueOccurrences, RUN_MISSED_WITHIN_MS } from '@chatloom/engine';
import { type Clock, type Database, type IdSource, type Logger, type Transaction } from '@chatloom/platform';
import { chooseWay } from '../content/chooseWay';

interface DueCampaign {
  id: string;
  bot_id: string;
  channel_id: string;
  design: CampaignDesign;
  /** Occurrences dealt with so far, those left out included. */
  runs: number;
  next_at: number;
  /** A run of it stands still until a person acts. */
  is_stopped: boolean;
}

/** Begins a run for each campaign whose time has come. Safe in several processes: the row is locked, and a run's number exists once. */
export class RunStarter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly logger: Logger,
  ) {}

  /** @returns how many campaigns were due */
  async work(): Promise<number> {
    return this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<DueCampaign>(
        'campaigns.due',
        `SELECT id, bot_id, channel_id, design, runs, (extract(epoch FROM next_at) * 1000)::float8 AS next_at,
           EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = campaign.id AND r.state IN ('paused', 'braked')) AS is_stopped FROM campaign
         WHERE next_at <= to_timestamp($1::float8 / 1000) AND state IN ('scheduled', 'running') ORDER BY next_at LIMIT 50 FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      for (const campaign of rows) await this.begin(tx, campaign);
      return rows.length;
    });
  }

  private async begin(tx: Transaction, campaign: DueCampaign): Promise<void> {
    const { id, design, runs } = campaign;
    const now = this.clock.now();
    const due = whatIsDue(campaign, now);
    // What made the run before stop would most likely be done again.
    const run = campaign.is_stopped ? [] : due.run;
    const skipped = due.skipped + due.run.length - run.length;
    const { next } = due;
    for (const [index, dueAt] of run.entries()) {
      const runId = this.ids.newId();
      await tx.query(
        'campaigns.beginRun',
        `INSERT INTO campaign_run (id, bot_id, campaign_id, channel_id, number, state, way, design, due_at, started_at, unit)
         VALUES ($1, $2, $3, $4, $5, 'freezing', $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000), $10)`,
        [runId, campaign.bot_id, id, campaign.channel_id, runs + skipped + index + 1, chooseWay(design).way, JSON.stringify(design), dueAt, now, unitOf(runId)],
      );
    }
    const stop = skipped > 0 ? leftOut(skipped, campaign.is_stopped) : null;
    if (stop) this.logger.warn({ campaignId: id, botId: campaign.bot_id, lagMs: now - campaign.next_at, count: skipped, code: stop.code }, 'A campaign did not go out at its time.');
    await tx.query(
      'campaigns.afterDue',
      `UPDATE campaign SET next_at = to_timestamp($2::float8 / 1000), runs = runs + $3, stop = $4, updated_at = to_timestamp($5::float8 / 1000),
         state = CASE WHEN $6 THEN 'running' WHEN $2::float8 IS NULL AND state = 'scheduled' THEN 'failed' ELSE state END WHERE id = $1`,
      [id, next, run.length + skipped, stop === null ? null : JSON.stringify(stop), now, run.length > 0],
    );
  }
}

function leftOut(count: number, isStopped: boolean): CampaignStop {
  return isStopped
    ? { code: 'stillStopped', message: 'The run before stands still. It was not sent again.', params: { count } }
    : { code: 'tooLate', message: 'Its time passed while nothing was running. It was not sent then.', params: { count } };
}

/** Name of a run's statistics at LINE: letters, digits and `_`, at most 30 (FACTS §12). */
export function unitOf(runId: string): string {
  return `c_${runId.replaceAll('-', '').slice(4)}`;
}

/** Moments to run now, how many are left out, and the moment after. */
function whatIsDue({ design: { when }, next_at: at, runs }: DueCampaign, now: number): { run: number[]; skipped: number; next: number | null } {
  if (when.type === 'repeating') {
    const { run, skipped, next } = dueOccurrences(when.recurrence, { at, local: '' }, now, runs);
    return { run: run.map((one) => one.at), skipped, next: next?.at ?? null };
  }
  // "Now" was pressed by a person; a planned time may be over by an hour, then a person decides.
  const isInTime = when.type === 'now' || now - at <= RUN_MISSED_WITHIN_MS;
  return { run: isInTime ? [at] : [], skipped: isInTime ? 0 : 1, next: null };
}
