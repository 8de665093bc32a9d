import { type Clock, type Database, LOGGER, type Logger } from '@chatloom/platform';
import { QuotaWatch } from '@chatloom/bots';
import { Inject, Injectable } from '@nestjs/common';
import { RunContent } from '../content/RunContent';
import { decideAfterPhase } from '../deciding/decideAfterPhase';
import { decideBrake } from '../deciding/decideBrake';
import { decideWinner } from '../deciding/decideWinner';
import type { Outcomes } from '../reports/Outcomes';
import type { CampaignChannels } from './CampaignChannels';
import { type RunStanding, standingOf } from './counts';
import { type RunRow, stopRun } from './runRow';

/** What is left of a channel's month; a port for runtimes without one. */
export abstract class MonthlyQuota {
  /** Messages left by LINE's latest word; null when it is unlimited or not known. */
  abstract left(channelId: string): Promise<number | null>;
}

/** As the quota watch of `bots` knows it, asked anew before a send. */
@Injectable()
export class WatchedQuota extends MonthlyQuota {
  constructor(
    private readonly watch: QuotaWatch,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async left(channelId: string): Promise<number | null> {
    if (!(await this.watch.read(channelId))) this.logger.info({ channelId }, 'LINE did not tell how many messages are left; what was known last counts.');
    const view = await this.watch.view(channelId);
    return view === null || view.limit === null ? null : Math.max(0, view.limit - view.used);
  }
}

export interface ProgressParts {
  database: Database;
  clock: Clock;
  logger: Logger;
  channels: CampaignChannels;
  quota: MonthlyQuota;
  outcomes: Outcomes;
}

/** LINE works a narrowcast off by itself; so often it is asked how far it is. */
const NARROWCAST_LOOK_MS = 10_000;
const ROWS_WORTH_TELLING = 5_000;

/** Takes runs from one state to the next, when nothing of them is in hand. */
export class RunProgress {
  constructor(private readonly parts: ProgressParts) {}

  /** Everybody is written down: links are stored, the quota is asked, and the first phase opens. */
  async afterFreeze(run: RunRow, content: RunContent): Promise<void> {
    const { pg } = this.parts.database;
    const { links } = content;
    await pg.query(
      'campaigns.storeLinks',
      `INSERT INTO campaign_link (code, bot_id, campaign_id, run_id, variant, url, salt) SELECT code, $1, $2, $3, variant, url, salt
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS l (code, variant, url, salt) ON CONFLICT (code) DO NOTHING`,
      [run.bot_id, run.campaign_id, run.id, links.map((link) => link.code), links.map((link) => link.variant), links.map((link) => link.url), links.map((link) => link.salt)],
    );
    // Many new rows, and the planner would take them for none until a vacuum comes by.
    if (run.frozen > ROWS_WORTH_TELLING) await pg.run('ANALYZE campaign_recipient; ANALYZE campaign_chunk');
    await this.parts.outcomes.noteConverts(run);
    const stop = await this.overQuota(run);
    await pg.query(
      'campaigns.beginSending',
      `UPDATE campaign_run SET state = CASE WHEN $2::json IS NULL THEN 'sending' ELSE 'braked' END, stop = $2, open_phase = CASE WHEN $3 THEN 0 ELSE 1 END WHERE id = $1 AND state = 'freezing'`,
      [run.id, stop === null ? null : JSON.stringify(stop), run.design.stages !== null || run.way === 'broadcast' || run.way === 'narrowcast'],
    );
  }

  /** Passed the lines a person drew? Then the run stops. @returns whether it did */
  async brake(run: RunRow): Promise<boolean> {
    const { brake } = run.design;
    if (run.way === 'broadcast' || run.way === 'narrowcast') return false;
    const { counts } = await standingOf(this.parts.database.pg, run.id, this.parts.clock.now());
    const unfollowed = brake.unfollowPercent === null ? 0 : await this.parts.outcomes.unfollowed(run);
    const verdict = decideBrake(brake, { sent: counts.sent, failed: counts.failed, unfollowed });
    if (!verdict) return false;
    const { code, params } = verdict;
    const what = code === 'errors' ? 'sends failed' : 'people reached have blocked the account';
    await stopRun(this.parts.database.pg, run.id, 'braked', { code, params, message: `${params.count} of ${params.of} ${what}: more than ${params.percent} %.` });
    this.parts.logger.warn({ runId: run.id, channelId: run.channel_id, code }, 'A campaign stopped by itself.');
    return true;
  }

  /**
   * What follows, when nothing of the run can be taken now.
   * @returns whether something changed
   */
  async advance(run: RunRow): Promise<boolean> {
    if (run.state === 'waitingForWinner') return this.chooseWinner(run);
    const now = this.parts.clock.now();
    const standing = await standingOf(this.parts.database.pg, run.id, now);
    if (standing.inHand > 0) return false;
    if (run.state === 'cancelled') {
      await this.endChunks(run);
      return this.finish(run, await standingOf(this.parts.database.pg, run.id, now), 'cancelled');
    }
    if (run.state !== 'sending') return false;
    if (standing.open.slice(0, run.open_phase + 1).some((people) => people > 0)) return false;
    if (run.way === 'narrowcast') return this.afterNarrowcast(run, standing);
    const { trial } = run.design;
    const isTrial = trial !== null && run.design.what.type === 'messages' && run.design.what.variants.length > 1;
    const next = decideAfterPhase({ phase: run.open_phase, behind: { trial: standing.open[1], rest: standing.open[2] }, trial: isTrial ? trial : null, winner: run.winner, hasGo: run.has_go });
    if (next.do !== 'finish' && (await this.brake(run))) return true;
    switch (next.do) {
      case 'finish':
        return this.finish(run, standing, 'done');
      case 'open':
        return this.change(run, 'sending', { openPhase: next.phase });
      case 'waitForGo':
        return this.change(run, 'waitingForGo');
      case 'waitForWinner':
        return this.change(run, 'waitingForWinner', { continuesAt: next.afterMs === null ? null : now + next.afterMs });
    }
  }

  /** Chunks of a cancelled run that came back from somebody's hand: some may have arrived, and nobody will ask LINE again. */
  private async endChunks(run: RunRow): Promise<void> {
    await this.parts.database.pg.query(
      'campaigns.endChunks',
      `UPDATE campaign_chunk SET state = CASE WHEN may_have_arrived THEN 'unknown' ELSE 'cancelled' END, unknown = CASE WHEN may_have_arrived THEN size - sent - failed - skipped ELSE unknown END
       WHERE run_id = $1 AND state = 'waiting'`,
      [run.id],
    );
  }

  private async chooseWinner(run: RunRow): Promise<boolean> {
    const { trial } = run.design;
    if (trial === null || trial.winnerBy === 'byHand' || run.continues_at === null || run.continues_at > this.parts.clock.now()) return false;
    await this.parts.outcomes.lookAt(run);
    const winner = decideWinner(await this.parts.outcomes.results(run.id, trial.winnerBy));
    const { rowCount } = await this.parts.database.pg.query(
      'campaigns.setWinner',
      `UPDATE campaign_run SET winner = $2, state = 'sending', open_phase = 2, continues_at = NULL WHERE id = $1 AND state = 'waitingForWinner'`,
      [run.id, winner ?? 'A'],
    );
    return rowCount === 1;
  }

  private async change(run: RunRow, state: RunRow['state'], more: { openPhase?: number; continuesAt?: number | null } = {}): Promise<boolean> {
    const { rowCount } = await this.parts.database.pg.query(
      'campaigns.changeRun',
      `UPDATE campaign_run SET state = $3, open_phase = coalesce($4, open_phase), continues_at = to_timestamp($5::float8 / 1000) WHERE id = $1 AND state = $2`,
      [run.id, run.state, state, more.openPhase ?? null, more.continuesAt ?? null],
    );
    return rowCount === 1;
  }

  private async finish(run: RunRow, { counts }: RunStanding, state: 'done' | 'cancelled' | 'failed'): Promise<boolean> {
    const stop = counts.recipients === 0 && state === 'done' && run.way !== 'broadcast' && run.way !== 'narrowcast' ? { code: 'nobody', message: 'Nobody belonged to it when it went out.' } : null;
    const { rows } = await this.parts.database.pg.query(
      'campaigns.finishRun',
      `WITH run AS (
         UPDATE campaign_run SET state = $3, finished_at = to_timestamp($4::float8 / 1000), counts = $5, stop = coalesce($6::json, stop), continues_at = NULL
         WHERE id = $1 AND state = $2 AND finished_at IS NULL RETURNING campaign_id
       ), campaign AS (
         UPDATE campaign c SET state = CASE WHEN c.next_at IS NOT NULL THEN 'scheduled' ELSE $3 END, updated_at = to_timestamp($4::float8 / 1000) FROM run
         WHERE c.id = run.campaign_id AND c.state = 'running' AND NOT EXISTS (SELECT 1 FROM campaign_run o WHERE o.campaign_id = c.id AND o.id <> $1 AND o.finished_at IS NULL)
       )
       SELECT 1 FROM run`,
      [run.id, run.state, state, this.parts.clock.now(), JSON.stringify(counts), stop === null ? null : JSON.stringify(stop)],
    );
    return rows.length > 0;
  }

  /** LINE says how many it reached once it is through. */
  private async afterNarrowcast(run: RunRow, standing: RunStanding): Promise<boolean> {
    const now = this.parts.clock.now();
    if (run.request_id === null) return this.finish(run, standing, 'done');
    if (run.continues_at !== null && run.continues_at > now) return false;
    const channel = await this.parts.channels.open(run.channel_id);
    if (!channel) return this.finish(run, standing, 'failed');
    const outcome = await channel.gateway.account.narrowcastProgress(channel, run.request_id);
    if (outcome.kind !== 'ok' || outcome.value.phase === 'waiting' || outcome.value.phase === 'sending') {
      await this.change(run, 'sending', { continuesAt: now + NARROWCAST_LOOK_MS });
      return false;
    }
    const { phase, targetCount = 0, successCount = 0, failureCount = 0, failedDescription, errorCode } = outcome.value;
    await this.parts.database.pg.query('campaigns.narrowcastCounts', `UPDATE campaign_chunk SET size = $2, sent = $3, failed = $4, to_no = $2 WHERE run_id = $1`, [
      run.id,
      Math.max(targetCount, successCount + failureCount),
      successCount,
      failureCount,
    ]);
    if (phase === 'failed') {
      const stop = { code: 'narrowcastFailed', message: `LINE did not send it: ${failedDescription ?? 'it gives no reason'}.`, params: { code: Number(errorCode ?? 0) } };
      await this.parts.database.pg.query('campaigns.narrowcastStop', 'UPDATE campaign_run SET stop = $2 WHERE id = $1', [run.id, JSON.stringify(stop)]);
    }
    return this.finish(run, await standingOf(this.parts.database.pg, run.id, now), phase === 'failed' ? 'failed' : 'done');
  }

  /** More people than messages are left, the reserve taken off for marketing? Then nothing goes out. */
  private async overQuota(run: RunRow): Promise<{ code: string; message: string; params: Record<string, number> } | null> {
    if (run.way === 'flow' || run.way === 'narrowcast') return null;
    const { pg } = this.parts.database;
    const { rows } = await pg.query<{ kind: string; reserve: number; recipients: number }>(
      'campaigns.quotaFacts',
      `SELECT c.kind, coalesce(s.messages, 0) AS reserve, (SELECT coalesce(sum(size), 0)::int FROM campaign_chunk WHERE run_id = $2) AS recipients
       FROM channel c LEFT JOIN send_reserve s ON s.channel_id = c.id WHERE c.id = $1`,
      [run.channel_id, run.id],
    );
    const facts = rows[0];
    if (!facts || facts.kind === 'simulator') return null;
    const left = await this.parts.quota.left(run.channel_id);
    if (left === null) return null;
    const reserve = run.design.kind === 'marketing' ? facts.reserve : 0;
    if (facts.recipients <= left - reserve) return null;
    const params = { recipients: facts.recipients, left, reserve };
    const code = facts.recipients > left ? 'quotaUsedUp' : 'quotaReserve';
    return { code, params, message: `It would go to ${facts.recipients} people, and ${left} messages are left this month${reserve > 0 ? `, of which ${reserve} are reserved` : ''}. Nothing was sent.` };
  }
}
