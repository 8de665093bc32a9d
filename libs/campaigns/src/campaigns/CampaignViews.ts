import type { CampaignCounts, CampaignDesign, CampaignDetail, CampaignRun, CampaignState, CampaignStop, CampaignSummary, CampaignWay } from '@chatloom/contract';
import { Clock, Database } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { chooseWay } from '../content/chooseWay';
import { staticLinks } from '../content/RunContent';
import { NOTHING, standingOf } from '../sending/counts';
import { CampaignChecks } from './CampaignChecks';
import { type Campaign, isChanging } from './Campaigns';

/** A run as it is shown. */
export interface RunView {
  id: string;
  campaign_id: string;
  bot_id: string;
  number: number;
  state: CampaignState;
  way: CampaignWay;
  due_at: Date;
  started_at: Date;
  finished_at: Date | null;
  continues_at: Date | null;
  counts: CampaignCounts | null;
  stop: CampaignStop | null;
  winner: string | null;
  design: CampaignDesign;
  unit: string;
  request_id: string | null;
  channel_id: string;
}

const COLUMNS = 'r.id, r.campaign_id, r.bot_id, r.number, r.state, r.way, r.due_at, r.started_at, r.finished_at, r.continues_at, r.counts, r.stop, r.winner, r.design, r.unit, r.request_id, r.channel_id';
const RUNS_SHOWN = 100;

/** Campaigns and runs in the words of the API. */
@Injectable()
export class CampaignViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly checks: CampaignChecks,
  ) {}

  /** Rows of a list, each with its newest run. */
  async summaries(botId: string, campaigns: readonly Campaign[]): Promise<CampaignSummary[]> {
    const { rows: runs } = await this.database.pg.query<RunView>(
      'campaigns.newestRuns',
      `SELECT DISTINCT ON (r.campaign_id) ${COLUMNS} FROM campaign_run r WHERE r.bot_id = $1 AND r.campaign_id = ANY ($2) ORDER BY r.campaign_id, r.number DESC`,
      [botId, campaigns.map((one) => one.id)],
    );
    const shown = new Map(await Promise.all(runs.map(async (run) => [run.campaign_id, await this.run(run)] as const)));
    const names = await this.namesOf(campaigns.flatMap((one) => one.madeBy ?? []));
    return campaigns.map((campaign) => summaryOf(campaign, shown.get(campaign.id) ?? null, names));
  }

  async detail(campaign: Campaign): Promise<CampaignDetail> {
    const { rows } = await this.database.pg.query<RunView>(
      'campaigns.runsOf',
      `SELECT ${COLUMNS} FROM campaign_run r WHERE r.bot_id = $1 AND r.campaign_id = $2 ORDER BY r.number DESC LIMIT ${RUNS_SHOWN}`,
      [campaign.botId, campaign.id],
    );
    const runs = await Promise.all(rows.map((row) => this.run(row)));
    const { way, because } = chooseWay(campaign.design);
    return {
      ...summaryOf(campaign, runs[0] ?? null, await this.namesOf(campaign.madeBy === null ? [] : [campaign.madeBy])),
      design: campaign.design,
      problems: campaign.state === 'draft' || isChanging(campaign) ? await this.checks.problems(campaign.botId, campaign.design, { done: campaign.runs }) : [],
      way,
      wayReason: because,
      links: this.linksOf(campaign),
      runs,
    };
  }

  /** The run asked for, or the newest; null when there is none. */
  async find(botId: string, campaignId: string, runId?: string): Promise<RunView | null> {
    const { rows } = await this.database.pg.query<RunView>(
      'campaigns.findRun',
      `SELECT ${COLUMNS} FROM campaign_run r WHERE r.bot_id = $1 AND r.campaign_id = $2 AND ($3::uuid IS NULL OR r.id = $3) ORDER BY r.number DESC LIMIT 1`,
      [botId, campaignId, runId ?? null],
    );
    return rows[0] ?? null;
  }

  /** With its counts: those kept at the end, or added up now. */
  async run(row: RunView): Promise<CampaignRun> {
    const standing = row.counts === null ? await standingOf(this.database.pg, row.id, this.clock.now()) : null;
    const counts = row.counts ?? standing?.counts ?? NOTHING;
    // "Held" is no state of its own: everybody left has to wait for a time.
    const isHeld = row.state === 'sending' && counts.held > 0 && counts.waiting === 0 && counts.sending === 0;
    return {
      id: row.id,
      number: row.number,
      state: isHeld ? 'held' : row.state,
      way: row.way,
      dueAt: row.due_at.toISOString(),
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      counts,
      stop: row.stop,
      winner: row.winner,
      continuesAt: row.continues_at?.toISOString() ?? (isHeld && standing?.nextAt ? new Date(standing.nextAt).toISOString() : null),
    };
  }

  private linksOf({ design, botId }: Campaign): CampaignDetail['links'] {
    const { what, tracking } = design;
    if (what.type !== 'messages') return [];
    const bot = { id: botId, name: '', timeZone: 'UTC' };
    return what.variants.flatMap(({ id: variant, blocks }) =>
      staticLinks({ design, due_at: this.clock.now() }, variant, blocks, bot).map((url) => ({ url, variant, tracked: tracking.on && !tracking.untracked.includes(url) })),
    );
  }

  private async namesOf(personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const { rows } = await this.database.pg.query<{ id: string; name: string }>('campaigns.makers', 'SELECT id, name FROM person WHERE id = ANY ($1)', [personIds]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}

function summaryOf(campaign: Campaign, run: CampaignRun | null, names: ReadonlyMap<string, string>): CampaignSummary {
  const isOnTheWay = campaign.state === 'running' && run !== null;
  return {
    id: campaign.id,
    name: campaign.name,
    state: isOnTheWay ? run.state : campaign.state === 'running' ? 'freezing' : campaign.state,
    channelId: campaign.channelId,
    kind: campaign.design.kind,
    to: campaign.design.to.type,
    isRepeating: campaign.design.when.type === 'repeating',
    nextAt: campaign.state === 'paused' ? null : (campaign.nextAt?.toISOString() ?? null),
    run,
    stop: campaign.stop,
    revision: campaign.revision,
    createdAt: campaign.createdAt.toISOString(),
    updatedAt: campaign.updatedAt.toISOString(),
    madeBy: campaign.madeBy === null ? null : (names.get(campaign.madeBy) ?? null),
  };
}
