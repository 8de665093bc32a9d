import { DocumentRefusedError, StateConflictError } from '@chatloom/bots';
import type { CampaignProblem } from '@chatloom/contract';
import { nextOccurrence } from '@chatloom/engine';
import { Clock, Database, JobQueue, type Transaction } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { CampaignChecks, momentOf } from './CampaignChecks';
import { type Campaign, Campaigns, isChanging } from './Campaigns';
import { Pricing } from './Pricing';

/** Names the bell that says "there is something to send". */
const BELL = 'campaigns';

/** What a person in charge does with a campaign. Each step is one statement that also says from which state it may be taken. */
@Injectable()
export class CampaignControl {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly campaigns: Campaigns,
    private readonly checks: CampaignChecks,
    private readonly pricing: Pricing,
  ) {}

  /** Lets a draft go out, now or at its time. @throws DocumentRefusedError with a sentence for each fault; StateConflictError, NotFoundError */
  async start(botId: string, id: string, revision: number): Promise<void> {
    const campaign = await this.campaigns.getOrThrow(botId, id);
    if (campaign.state !== 'draft') throw new StateConflictError('This campaign has been started already.');
    if (campaign.revision !== revision) throw new StateConflictError('Somebody else changed this campaign meanwhile. Look at it again before it goes out.');
    await this.refuseFaults(campaign);
    await this.plan(campaign, await this.firstTime(campaign), 'draft');
    await this.ring();
  }

  /**
   * Takes a planned campaign back to be changed. It becomes a draft again while nothing of it went out; one that repeats and did stands still until it is
   * let go on, and what it becomes holds for its times to come: each run has the design it began with.
   * @throws StateConflictError while a run of it is not over, NotFoundError
   */
  async unschedule(botId: string, id: string): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'campaigns.unschedule',
      `UPDATE campaign c SET state = 'draft', next_at = NULL, stop = NULL, revision = revision + 1, updated_at = $3
       WHERE bot_id = $1 AND id = $2 AND state IN ('scheduled', 'paused') AND NOT EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = c.id)`,
      [botId, id, this.now],
    );
    if (rowCount === 1) return;
    const { rowCount: changing } = await this.database.pg.query(
      'campaigns.change',
      `UPDATE campaign c SET state = 'paused', stop = $4, revision = revision + 1, updated_at = $3
       WHERE bot_id = $1 AND id = $2 AND state IN ('scheduled', 'paused') AND design -> 'when' ->> 'type' = 'repeating'
         AND NOT EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = c.id AND r.finished_at IS NULL)`,
      [botId, id, this.now, JSON.stringify({ code: 'changing', message: 'It is being changed. It does not go out until it is let go on.' })],
    );
    if (changing === 0) await this.refuse(botId, id, 'It is on its way, or is not planned.');
  }

  /** Another time for a campaign that goes out once; the zone stays. @throws DocumentRefusedError when the time is over; StateConflictError, NotFoundError */
  async move(botId: string, id: string, at: string): Promise<void> {
    const campaign = await this.campaigns.getOrThrow(botId, id);
    const { when } = campaign.design;
    if (when.type !== 'once' && when.type !== 'ownZone') throw new StateConflictError('Only a campaign that goes out once, at a time, can be moved.');
    const moved: Campaign = { ...campaign, design: { ...campaign.design, when: { ...when, at } } };
    const problems = (await this.checks.problems(botId, moved.design, { isStarting: true })).filter((one) => one.code === 'timePassed');
    if (problems.length > 0) throw refusal(problems);
    if (campaign.state === 'draft') {
      await this.campaigns.update(botId, id, { baseRevision: campaign.revision, name: campaign.name, design: moved.design });
      return;
    }
    await this.plan(moved, await this.firstTime(moved), 'scheduled');
  }

  /** Nothing new is begun within two seconds. @throws StateConflictError, NotFoundError */
  async pause(botId: string, id: string): Promise<void> {
    const stop = JSON.stringify({ code: 'byPerson', message: 'Paused by a person.' });
    const { rowCount } = await this.database.pg.query(
      'campaigns.pause',
      `UPDATE campaign_run SET state = 'paused', stop = $3 WHERE bot_id = $1 AND campaign_id = $2 AND state IN ('freezing', 'sending', 'waitingForWinner')`,
      [botId, id, stop],
    );
    // Between two runs of one that repeats, its times are what is paused.
    const { rowCount: planned } = await this.database.pg.query(
      'campaigns.pausePlan',
      `UPDATE campaign SET state = 'paused', stop = $3, updated_at = $4 WHERE bot_id = $1 AND id = $2 AND state = 'scheduled' AND design -> 'when' ->> 'type' = 'repeating'`,
      [botId, id, stop, this.now],
    );
    if (rowCount === 0 && planned === 0) await this.refuse(botId, id, 'Nothing of it is on its way.');
  }

  /**
   * On after a pause, a brake or the first stage, or with what was changed.
   * @param revision of the changed design that was looked at
   * @throws DocumentRefusedError while a changed design has faults; StateConflictError, NotFoundError
   */
  async resume(botId: string, id: string, revision?: number): Promise<void> {
    const campaign = await this.campaigns.getOrThrow(botId, id);
    if (revision !== undefined && campaign.revision !== revision) throw new StateConflictError('Somebody else changed this campaign meanwhile. Look at it again before it goes on.');
    if (isChanging(campaign)) await this.refuseFaults(campaign);
    const { rowCount } = await this.database.pg.query(
      'campaigns.resume',
      `UPDATE campaign_run SET stop = NULL, has_go = has_go OR state = 'waitingForGo', open_phase = CASE WHEN state = 'waitingForGo' THEN 1 ELSE open_phase END,
         state = CASE WHEN frozen_at IS NULL THEN 'freezing' ELSE 'sending' END
       WHERE bot_id = $1 AND campaign_id = $2 AND state IN ('paused', 'braked', 'waitingForGo')`,
      [botId, id],
    );
    const planned = await this.resumePlan(campaign);
    if (rowCount === 0 && !planned) await this.refuse(botId, id, 'It is not standing still.');
    await this.ring();
  }

  /** The times of one that repeats go on with the next to come: what was paused over is not made up for. */
  private async resumePlan({ botId, id, revision }: Campaign): Promise<boolean> {
    return this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<Pick<Campaign, 'design' | 'runs'>>(
        'campaigns.pausedPlan',
        `SELECT design, runs FROM campaign WHERE bot_id = $1 AND id = $2 AND revision = $3 AND state = 'paused' FOR UPDATE`,
        [botId, id, revision],
      );
      const when = rows[0]?.design.when;
      if (!rows[0] || when?.type !== 'repeating') return false;
      const next = nextOccurrence(when.recurrence, this.clock.now(), rows[0].runs);
      await tx.query('campaigns.resumePlan', `UPDATE campaign SET state = CASE WHEN $3::timestamptz IS NULL THEN 'done' ELSE 'scheduled' END, next_at = $3, stop = NULL, updated_at = $4 WHERE bot_id = $1 AND id = $2`, [
        botId,
        id,
        next === null ? null : new Date(next.at),
        this.now,
      ]);
      return true;
    });
  }

  /** For good: who was not reached gets nothing, and it does not come again. @throws StateConflictError, NotFoundError */
  async cancel(botId: string, id: string): Promise<void> {
    const stop = JSON.stringify({ code: 'byPerson', message: 'Cancelled by a person.' });
    await this.database.pg.transaction(async (tx) => {
      const { rowCount: planned } = await tx.query(
        'campaigns.cancelPlan',
        `UPDATE campaign SET next_at = NULL, updated_at = $3, state = CASE WHEN state IN ('scheduled', 'paused') THEN 'cancelled' ELSE state END, stop = CASE WHEN stop ->> 'code' = 'changing' THEN $4::json ELSE stop END
         WHERE bot_id = $1 AND id = $2 AND (state IN ('scheduled', 'paused') OR next_at IS NOT NULL)`,
        [botId, id, this.now, stop],
      );
      const { rowCount: running } = await tx.query(
        'campaigns.cancelRuns',
        `WITH runs AS (UPDATE campaign_run SET state = 'cancelled', continues_at = NULL, stop = $3 WHERE bot_id = $1 AND campaign_id = $2 AND finished_at IS NULL AND state <> 'cancelled' RETURNING id),
         chunks AS (UPDATE campaign_chunk SET state = 'cancelled', not_before = NULL, held_for = NULL FROM runs WHERE run_id = runs.id AND state = 'waiting')
         SELECT id FROM runs`,
        [botId, id, stop],
      );
      if (planned === 0 && running === 0) await this.refuse(botId, id, 'It is over already.');
    });
    await this.ring();
  }

  /** The variant the rest gets. @throws StateConflictError, NotFoundError */
  async pickWinner(botId: string, id: string, variant: string): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'campaigns.pickWinner',
      `UPDATE campaign_run SET winner = $3, state = CASE WHEN state = 'waitingForWinner' THEN 'sending' ELSE state END, open_phase = CASE WHEN state = 'waitingForWinner' THEN 2 ELSE open_phase END,
         continues_at = NULL
       WHERE bot_id = $1 AND campaign_id = $2 AND finished_at IS NULL AND winner IS NULL AND EXISTS (SELECT 1 FROM json_array_elements(design -> 'what' -> 'variants') v WHERE v ->> 'id' = $3)`,
      [botId, id, variant],
    );
    if (rowCount === 0) await this.refuse(botId, id, 'There is no trial going on with this version.');
    await this.ring();
  }

  /**
   * Tries again those who certainly got nothing: LINE refused them. They become new chunks, with new keys, at the end of the list.
   * @throws StateConflictError, NotFoundError
   */
  async retry(botId: string, id: string, runId?: string): Promise<void> {
    const found = await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string; way: string }>(
        'campaigns.runToRetry',
        `SELECT id, way FROM campaign_run WHERE bot_id = $1 AND campaign_id = $2 AND ($3::uuid IS NULL OR id = $3) AND state IN ('sending', 'paused', 'braked', 'done', 'failed') ORDER BY number DESC LIMIT 1 FOR UPDATE`,
        [botId, id, runId ?? null],
      );
      return rows[0] ? this.retryRun(tx, rows[0]) : 0;
    });
    if (found === 0) await this.refuse(botId, id, 'Nobody is left whom it could be sent to again.');
    await this.ring();
  }

  private async retryRun(tx: Transaction, run: { id: string; way: string }): Promise<number> {
    const { rows } = await tx.query<{ moved: number }>(
      'campaigns.retry',
      `WITH last AS (SELECT coalesce(max(to_no), 0) AS no FROM campaign_chunk WHERE run_id = $1),
       again AS (
         SELECT r.no, k.from_no, k.phase, coalesce(r.variant, k.variant) AS variant, k.language, k.zone, k.bot_id, k.channel_id,
           (SELECT no FROM last) + row_number() OVER (ORDER BY k.phase, coalesce(r.variant, k.variant), k.language, k.zone, r.no) AS new_no
         FROM campaign_recipient r CROSS JOIN LATERAL (SELECT * FROM campaign_chunk k WHERE k.run_id = r.run_id AND k.from_no <= r.no ORDER BY k.from_no DESC LIMIT 1) k
         WHERE r.run_id = $1 AND r.state = 'failed' LIMIT 100000
       ), grouped AS (
         SELECT *, (row_number() OVER (PARTITION BY phase, variant, language, zone ORDER BY new_no) - 1) / $2::int AS part FROM again
       ), moved AS (
         UPDATE campaign_recipient r SET no = a.new_no, state = NULL, reason = NULL, detail = NULL FROM again a WHERE r.run_id = $1 AND r.no = a.no
       ), less AS (
         UPDATE campaign_chunk k SET size = k.size - n.count, failed = k.failed - n.count FROM (SELECT from_no, count(*)::int AS count FROM again GROUP BY from_no) n WHERE k.run_id = $1 AND k.from_no = n.from_no
       ), more AS (
         INSERT INTO campaign_chunk (run_id, from_no, to_no, bot_id, channel_id, phase, variant, language, zone, retry_key, size)
         SELECT $1, min(new_no), max(new_no), bot_id, channel_id, phase, variant, language, zone, gen_random_uuid(), count(*) FROM grouped GROUP BY bot_id, channel_id, phase, variant, language, zone, part
       ), opened AS (
         UPDATE campaign_run SET state = CASE WHEN state IN ('done', 'failed') THEN 'sending' ELSE state END, finished_at = NULL, counts = NULL, stop = CASE WHEN state IN ('done', 'failed') THEN NULL ELSE stop END
         WHERE id = $1 AND EXISTS (SELECT 1 FROM again)
         RETURNING campaign_id
       ), campaign AS (
         UPDATE campaign c SET state = CASE WHEN c.state = 'paused' THEN 'paused' ELSE 'running' END, updated_at = $3 FROM opened WHERE c.id = opened.campaign_id
       )
       SELECT count(*)::int AS moved FROM again`,
      [run.id, run.way === 'multicast' ? 500 : 100, this.now],
    );
    return rows[0]?.moved ?? 0;
  }

  /** Something is to be done at once. A bell that is lost costs half a second. */
  async ring(): Promise<void> {
    await this.queue.ring('campaign', { id: BELL }).catch(() => undefined);
  }

  private async plan(campaign: Campaign, at: number, from: 'draft' | 'scheduled'): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'campaigns.plan',
      `UPDATE campaign c SET state = 'scheduled', next_at = to_timestamp($4::float8 / 1000), design = $5, revision = revision + 1, updated_at = $6, stop = NULL
       WHERE bot_id = $1 AND id = $2 AND revision = $3 AND state = $7 AND NOT EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = c.id)`,
      [campaign.botId, campaign.id, campaign.revision, at, JSON.stringify(campaign.design), this.now, from],
    );
    if (rowCount === 0) await this.refuse(campaign.botId, campaign.id, 'Somebody else changed it meanwhile, or it has begun.');
  }

  private async refuseFaults({ botId, design, runs }: Campaign): Promise<void> {
    const problems = (await this.checks.problems(botId, design, { isStarting: true, done: runs })).filter((one) => one.severity === 'blocking');
    if (problems.length > 0) throw refusal(problems);
    const price = await this.pricing.price(botId, design);
    // What a flow will push is an upper bound; LINE stops it where the quota ends.
    if (!price.isOverQuota || price.way === 'flow') return;
    const params = { messages: price.messages ?? 0, left: price.quotaLeft ?? 0, reserve: price.reserve };
    throw refusal([{ code: 'overQuota', severity: 'blocking', path: ['to'], params, message: `It comes to ${params.messages} messages, and ${params.left} are left this month${params.reserve > 0 ? `, of which ${params.reserve} are reserved` : ''}.` }]);
  }

  /** When its first run begins; for own zones, when the first of them shows the time. */
  private async firstTime({ botId, design: { when } }: Campaign): Promise<number> {
    switch (when.type) {
      case 'now':
        return this.clock.now();
      case 'once':
        return momentOf(when.at, when.timeZone);
      case 'repeating':
        return nextOccurrence(when.recurrence, this.clock.now())?.at ?? Number.NaN;
      case 'ownZone': {
        const { rows } = await this.database.pg.query<{ zone: string }>(
          'campaigns.allZones',
          `SELECT DISTINCT fields ->> 'timeZone' AS zone FROM contact WHERE bot_id = $1 AND fields ->> 'timeZone' IS NOT NULL LIMIT 1000`,
          [botId],
        );
        const moments = [when.timeZone, ...rows.map((row) => row.zone)].map((zone) => momentIn(when.at, zone)).filter((at) => !Number.isNaN(at));
        return Math.max(this.clock.now(), Math.min(...moments));
      }
    }
  }

  private async refuse(botId: string, id: string, why: string): Promise<never> {
    await this.campaigns.getOrThrow(botId, id);
    throw new StateConflictError(`This cannot be done with the campaign now. ${why}`);
  }

  private get now(): Date {
    return new Date(this.clock.now());
  }
}

function refusal(problems: readonly CampaignProblem[]): DocumentRefusedError {
  return new DocumentRefusedError([...problems]);
}

/** People may have anything written in their field. */
function momentIn(local: string, zone: string): number {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return momentOf(local, zone);
  } catch {
    return Number.NaN;
  }
}
