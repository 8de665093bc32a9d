import { Insight } from '@chatloom/channelcare';
import type { CampaignCalendarEntry, CampaignProgress, CampaignRecipient, CampaignReport, RecipientState } from '@chatloom/contract';
import { occurrences } from '@chatloom/engine';
import { Clock, CSV_MARK, csvRow, Database } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { CampaignViews, type RunView } from '../campaigns/CampaignViews';
import type { Campaign } from '../campaigns/Campaigns';

/** The pace of so many seconds is shown. */
const RATE_OVER_SECONDS = 10;
/** A repeating rule is followed so far in the calendar. */
const OCCURRENCES_SHOWN = 400;
const HOURLY_DAYS = 3;

/** The chunk of a recipient `r`: what became of it holds for all who have no state of their own. */
const CHUNK = `CROSS JOIN LATERAL (SELECT k.* FROM campaign_chunk k WHERE k.run_id = r.run_id AND k.from_no <= r.no ORDER BY k.from_no DESC LIMIT 1) k`;
/** $now is a parameter: held people are those whose time has not come. */
const stateSql = (now: string) => `coalesce(r.state, CASE k.state WHEN 'done' THEN 'sent' WHEN 'cancelled' THEN 'skipped' WHEN 'waiting' THEN CASE WHEN k.held_for IS NOT NULL AND k.not_before > ${now} THEN 'held' ELSE 'waiting' END ELSE k.state END)`;
const REASON = `coalesce(r.reason, CASE k.state WHEN 'cancelled' THEN 'cancelled' WHEN 'unknown' THEN 'gaveUp' WHEN 'waiting' THEN k.held_for END)`;

/** What became of runs: progress, recipients, results. */
@Injectable()
export class CampaignReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly views: CampaignViews,
    private readonly insight: Insight,
  ) {}

  /** The newest run at this moment. */
  async progress(campaign: Campaign): Promise<CampaignProgress> {
    const row = await this.views.find(campaign.botId, campaign.id);
    if (!row) return { campaignId: campaign.id, state: campaign.state === 'running' ? 'freezing' : campaign.state, run: null, rate: 0, secondsLeft: null, failures: [], retryable: 0 };
    const run = await this.views.run(row);
    const { rows } = await this.database.pg.query<{ lately: number }>(
      'campaigns.rate',
      `SELECT coalesce(sum(sent), 0)::int AS lately FROM campaign_chunk WHERE run_id = $1 AND done_at > to_timestamp($2::float8 / 1000) - interval '${RATE_OVER_SECONDS} seconds'`,
      [row.id, this.clock.now()],
    );
    const since = Math.min(RATE_OVER_SECONDS, Math.max(1, (this.clock.now() - row.started_at.getTime()) / 1_000));
    const rate = Math.round((rows[0]?.lately ?? 0) / since);
    const left = run.counts.waiting + run.counts.sending;
    const failures = await this.failures(row.id);
    return {
      campaignId: campaign.id,
      state: campaign.state === 'running' ? run.state : campaign.state,
      run,
      rate: run.state === 'sending' ? rate : 0,
      secondsLeft: run.state === 'sending' && rate > 0 ? Math.ceil(left / rate) : null,
      failures,
      retryable: run.way === 'broadcast' || run.way === 'narrowcast' ? 0 : run.counts.failed,
    };
  }

  /** A page of recipients in the order of their numbers; `after` is the number of the last one before. */
  async recipients(run: RunView, filter: { after: number; limit: number; state?: RecipientState; variant?: string; search?: string }): Promise<{ no: number; recipient: CampaignRecipient }[]> {
    const { rows } = await this.database.pg.query<{
      no: number; contact_id: string | null; line_user_id: string; display_name: string | null; picture_url: string | null; variant: string | null; state: RecipientState; reason: string | null;
      detail: string | null; held_until: Date | null; sent_at: Date | null; clicked_at: Date | null; replied_at: Date | null;
    }>(
      'campaigns.recipients',
      `SELECT r.no, c.id AS contact_id, r.line_user_id, c.display_name, c.picture_url, coalesce(r.variant, k.variant, $7::text) AS variant, ${stateSql('$2::timestamptz')} AS state, ${REASON} AS reason, r.detail,
         CASE WHEN k.state = 'waiting' AND k.held_for IS NOT NULL THEN k.not_before END AS held_until, CASE WHEN coalesce(r.state, 'sent') = 'sent' THEN k.done_at END AS sent_at,
         (SELECT min(first_at) FROM campaign_click x WHERE x.run_id = r.run_id AND x.no = r.no) AS clicked_at, o.replied_at
       FROM campaign_recipient r ${CHUNK} LEFT JOIN contact c ON c.id = r.contact_id LEFT JOIN campaign_outcome o ON o.run_id = r.run_id AND o.no = r.no
       WHERE r.run_id = $1 AND r.bot_id = $8 AND r.no > $3 AND ($4::text IS NULL OR ${stateSql('$2::timestamptz')} = $4) AND ($5::text IS NULL OR coalesce(r.variant, k.variant, $7::text) = $5)
         AND ($6::text IS NULL OR r.line_user_id = $6 OR strpos(lower(coalesce(c.display_name, '')), lower($6)) > 0)
       ORDER BY r.no LIMIT $9`,
      [run.id, new Date(this.clock.now()), filter.after, filter.state ?? null, filter.variant ?? null, filter.search || null, run.winner, run.bot_id, filter.limit],
    );
    return rows.map((row) => ({
      no: row.no,
      recipient: {
        contactId: row.contact_id, lineUserId: row.line_user_id, displayName: row.display_name, pictureUrl: row.picture_url, variant: row.variant, state: row.state, reason: row.reason, detail: row.detail,
        heldUntil: row.held_until?.toISOString() ?? null, sentAt: row.sent_at?.toISOString() ?? null, clickedAt: row.clicked_at?.toISOString() ?? null, repliedAt: row.replied_at?.toISOString() ?? null,
      },
    }));
  }

  async report(row: RunView): Promise<CampaignReport> {
    const [run, variants, links, failures, overTime, line] = await Promise.all([this.views.run(row), this.byVariant(row), this.links(row), this.failures(row.id), this.overTime(row), this.atLine(row)]);
    const sum = (key: 'replied' | 'unfollowed' | 'converted' | 'clicked') => variants.reduce((total, one) => total + one[key], 0);
    return {
      run,
      design: row.design,
      total: { delivered: run.counts.sent, replied: sum('replied'), clicked: sum('clicked'), unfollowed: sum('unfollowed'), converted: sum('converted') },
      variants: variants.map((one) => ({ ...one, isWinner: one.variant === row.winner })),
      links,
      failures,
      overTime,
      line,
    };
  }

  /** Numbers of all runs as CSV, one line per run and variant. */
  async reportCsv(campaign: Campaign): Promise<string> {
    const { rows } = await this.database.pg.query<{ id: string }>('campaigns.runIds', 'SELECT id FROM campaign_run WHERE bot_id = $1 AND campaign_id = $2 ORDER BY number', [campaign.botId, campaign.id]);
    let text = CSV_MARK + csvRow(['run', 'due', 'state', 'variant', 'winner', 'delivered', 'replied', 'clicked', 'unfollowed', 'converted', 'failed', 'skipped']);
    for (const { id } of rows) {
      const found = await this.views.find(campaign.botId, campaign.id, id);
      if (!found) continue;
      const run = await this.views.run(found);
      for (const one of await this.byVariant(found)) {
        const cells = [run.number, run.dueAt, run.state, one.variant, one.variant === found.winner ? 'yes' : '', one.delivered, one.replied, one.clicked, one.unfollowed, one.converted, run.counts.failed, run.counts.skipped];
        text += csvRow(cells.map(String));
      }
    }
    return text;
  }

  /** Lines of the recipients' CSV, some thousand at a time. */
  async *recipientsCsv(run: RunView): AsyncGenerator<string> {
    yield CSV_MARK + csvRow(['lineUserId', 'name', 'contactId', 'variant', 'state', 'reason', 'detail', 'sentAt', 'clickedAt', 'repliedAt']);
    for (let after = 0; ; ) {
      const page = await this.recipients(run, { after, limit: 5_000 });
      if (page.length === 0) return;
      after = page.at(-1)!.no;
      yield page
        .map(({ recipient: one }) => csvRow([one.lineUserId, one.displayName, one.contactId, one.variant, one.state, one.reason, one.detail, one.sentAt, one.clickedAt, one.repliedAt].map((cell) => cell ?? '')))
        .join('');
    }
  }

  /** Planned and past sends between two moments. */
  async calendar(botId: string, from: Date, to: Date): Promise<CampaignCalendarEntry[]> {
    const { rows: runs } = await this.database.pg.query<{ campaign_id: string; name: string; due_at: Date; state: CampaignCalendarEntry['state']; when: string }>(
      'campaigns.calendarRuns',
      `SELECT r.campaign_id, c.name, r.due_at, r.state, r.design -> 'when' ->> 'type' AS when FROM campaign_run r JOIN campaign c ON c.id = r.campaign_id
       WHERE r.bot_id = $1 AND r.due_at >= $2 AND r.due_at < $3 ORDER BY r.due_at LIMIT 2000`,
      [botId, from, to],
    );
    const { rows: planned } = await this.database.pg.query<{ id: string; name: string; next_at: Date; design: Campaign['design']; runs: number }>(
      'campaigns.calendarPlans',
      'SELECT id, name, next_at, design, runs FROM campaign WHERE bot_id = $1 AND state <> \'paused\' AND next_at IS NOT NULL AND next_at < $2 ORDER BY next_at LIMIT 500',
      [botId, to],
    );
    return [
      ...runs.map((run) => ({ campaignId: run.campaign_id, name: run.name, at: run.due_at.toISOString(), state: run.state, canMove: false, isRepeating: run.when === 'repeating' })),
      ...planned.flatMap(({ id, name, next_at, design, runs: done }) =>
        momentsOf(design.when, next_at.getTime(), done, from.getTime(), to.getTime()).map((at) => ({
          campaignId: id, name, at: new Date(at).toISOString(), state: 'scheduled' as const, canMove: design.when.type === 'once' || design.when.type === 'ownZone', isRepeating: design.when.type === 'repeating',
        })),
      ),
    ].sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  private async byVariant(run: RunView): Promise<{ variant: string; delivered: number; replied: number; clicked: number; unfollowed: number; converted: number }[]> {
    const { rows } = await this.database.pg.query<{ variant: string; delivered: number; replied: number; clicked: number; unfollowed: number; converted: number }>(
      'campaigns.byVariant',
      `WITH delivered AS (SELECT coalesce(variant, $2, 'A') AS variant, sum(sent)::int AS delivered FROM campaign_chunk WHERE run_id = $1 GROUP BY 1),
       did AS (
         SELECT coalesce(r.variant, $2, 'A') AS variant, count(o.replied_at)::int AS replied, count(o.unfollowed_at)::int AS unfollowed, count(o.converted_at) FILTER (WHERE o.converted_at > '-infinity')::int AS converted
         FROM campaign_outcome o JOIN campaign_recipient r ON r.run_id = o.run_id AND r.no = o.no WHERE o.run_id = $1 GROUP BY 1
       ), clicked AS (
         SELECT l.variant, CASE WHEN $3 THEN (SELECT count(DISTINCT x.no)::int FROM campaign_click x JOIN campaign_link y ON y.code = x.code WHERE x.run_id = $1 AND y.variant = l.variant)
           ELSE coalesce(sum(h.clicks), 0)::int END AS clicked
         FROM campaign_link l LEFT JOIN campaign_click_hour h ON h.code = l.code WHERE l.run_id = $1 GROUP BY l.variant
       )
       SELECT d.variant, d.delivered, coalesce(did.replied, 0) AS replied, coalesce(c.clicked, 0) AS clicked, coalesce(did.unfollowed, 0) AS unfollowed, coalesce(did.converted, 0) AS converted
       FROM delivered d LEFT JOIN did USING (variant) LEFT JOIN clicked c USING (variant) ORDER BY d.variant`,
      [run.id, run.winner, run.way === 'push'],
    );
    return rows;
  }

  private async links(run: RunView): Promise<CampaignReport['links']> {
    const { rows } = await this.database.pg.query<{ url: string; variant: string; clicks: number; people: number }>(
      'campaigns.linkReport',
      `SELECT l.url, l.variant, coalesce((SELECT sum(clicks) FROM campaign_click_hour h WHERE h.code = l.code), 0)::int AS clicks, (SELECT count(*)::int FROM campaign_click x WHERE x.run_id = $1 AND x.code = l.code) AS people
       FROM campaign_link l WHERE l.run_id = $1 ORDER BY clicks DESC, l.url, l.variant`,
      [run.id],
    );
    return rows.map((row) => ({ ...row, people: run.way === 'push' ? row.people : null }));
  }

  private async failures(runId: string): Promise<CampaignReport['failures']> {
    const { rows } = await this.database.pg.query<{ reason: string; detail: string | null; count: number }>(
      'campaigns.failures',
      `SELECT * FROM (
         SELECT coalesce(reason, state) AS reason, detail, count(*)::int AS count FROM campaign_recipient WHERE run_id = $1 AND state IN ('failed', 'skipped', 'unknown') GROUP BY 1, 2
         UNION ALL SELECT 'gaveUp', NULL, sum(unknown)::int FROM campaign_chunk WHERE run_id = $1 AND state = 'unknown' HAVING sum(unknown) > 0
         UNION ALL SELECT 'cancelled', NULL, sum(size - sent - failed - unknown - skipped)::int FROM campaign_chunk WHERE run_id = $1 AND state = 'cancelled' HAVING sum(size) > 0
       ) f ORDER BY count DESC, reason LIMIT 20`,
      [runId],
    );
    return rows;
  }

  private async overTime(run: RunView): Promise<CampaignReport['overTime']> {
    const { rows } = await this.database.pg.query<{ at: Date; delivered: number; replied: number; clicked: number; unfollowed: number }>(
      'campaigns.overTime',
      `WITH events AS (
         SELECT done_at AS at, sent AS delivered, 0 AS replied, 0 AS clicked, 0 AS unfollowed FROM campaign_chunk WHERE run_id = $1 AND done_at IS NOT NULL
         UNION ALL SELECT replied_at, 0, 1, 0, 0 FROM campaign_outcome WHERE run_id = $1 AND replied_at IS NOT NULL
         UNION ALL SELECT hour, 0, 0, clicks, 0 FROM campaign_click_hour WHERE run_id = $1
         UNION ALL SELECT unfollowed_at, 0, 0, 0, 1 FROM campaign_outcome WHERE run_id = $1 AND unfollowed_at IS NOT NULL
       )
       SELECT CASE WHEN at < $2::timestamptz + interval '${HOURLY_DAYS} days' THEN date_trunc('hour', at) ELSE date_trunc('day', at) END AS at, sum(delivered)::int AS delivered, sum(replied)::int AS replied,
         sum(clicked)::int AS clicked, sum(unfollowed)::int AS unfollowed
       FROM events GROUP BY 1 ORDER BY 1 LIMIT 500`,
      [run.id, run.started_at],
    );
    return rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
  }

  /** LINE counts opens and taps under the run's own name. */
  private async atLine(run: RunView): Promise<CampaignReport['line']> {
    const none = { impressions: null, uniqueImpressions: null, clicks: null, uniqueClicks: null };
    if (run.way !== 'multicast' && run.way !== 'push') return { state: 'none', ...none };
    const { rows } = await this.database.pg.query<{ kind: string }>('campaigns.channelKind', 'SELECT kind FROM channel WHERE bot_id = $1 AND id = $2', [run.bot_id, run.channel_id]);
    if (rows[0]?.kind !== 'line') return { state: 'none', ...none };
    const day = (at: number) => new Date(at + UTC9_MS).toISOString().slice(0, 10);
    const from = run.started_at.getTime();
    const to = Math.min(this.clock.now(), from + COUNTED_DAYS * DAY_MS);
    const answer = await this.insight.unit(run.bot_id, run.channel_id, run.unit, { from: day(from), to: day(to) });
    if (answer.state === 'ready') {
      const { impressions, clicks } = answer.value;
      return { state: 'ready', impressions: null, uniqueImpressions: impressions, clicks: null, uniqueClicks: clicks };
    }
    return { state: answer.state === 'notReady' ? 'notReady' : 'unavailable', ...none };
  }
}

const DAY_MS = 86_400_000;
/** LINE's days are those of UTC+9, and it counts for 14 of them (FACTS §12). */
const UTC9_MS = 9 * 3_600_000;
const COUNTED_DAYS = 14;

/** @param next planned, before `to` */
function momentsOf(when: Campaign['design']['when'], next: number, done: number, from: number, to: number): number[] {
  if (when.type !== 'repeating') return next >= from ? [next] : [];
  const moments = next >= from ? [next] : [];
  let shown = 1;
  for (const { at } of occurrences(when.recurrence, next, done + 1)) {
    if (at >= to || shown >= OCCURRENCES_SHOWN) break;
    if (at >= from) moments.push(at);
    shown += 1;
  }
  return moments;
}
