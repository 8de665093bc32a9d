import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { CampaignDesign, CampaignStop } from '@chatloom/contract';
import { Clock, Database, IdSource, type Sql } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';

/** Where a campaign stands as a whole; what its runs do is in their rows. `paused`: one that repeats, between two runs. */
export type CampaignRowState = 'draft' | 'scheduled' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

export interface Campaign {
  id: string;
  botId: string;
  channelId: string;
  name: string;
  design: CampaignDesign;
  revision: number;
  state: CampaignRowState;
  nextAt: Date | null;
  /** Times it came so far, those left out included. */
  runs: number;
  stop: CampaignStop | null;
  madeBy: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, bot_id AS "botId", channel_id AS "channelId", name, design, revision, state, next_at AS "nextAt", runs, stop, made_by AS "madeBy", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Was it taken back to be changed for its times to come? It stands still until a person lets it go on. */
export const isChanging = ({ state, stop }: Pick<Campaign, 'state' | 'stop'>): boolean => state === 'paused' && stop?.code === 'changing';

/** Campaigns as people design them. Every query is bounded by the bot. */
@Injectable()
export class Campaigns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * The one changed last first. `cursor` is what `positionOf` gave for the last one of the page before.
   * @param states states of the campaign or of its newest run
   */
  async list(botId: string, filter: { search?: string; state?: string; cursor?: { at: number; id: string }; limit: number }): Promise<Campaign[]> {
    const { rows } = await this.database.pg.query<Campaign>(
      'campaigns.list',
      `SELECT ${COLUMNS} FROM campaign c
       WHERE bot_id = $1 AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0)
         AND ($3::text IS NULL OR CASE WHEN state = 'running' THEN (SELECT r.state FROM campaign_run r WHERE r.campaign_id = c.id ORDER BY number DESC LIMIT 1) ELSE state END = $3)
         AND ($4::timestamptz IS NULL OR (updated_at, id) < ($4, $5::uuid))
       ORDER BY updated_at DESC, id DESC LIMIT $6`,
      [botId, filter.search || null, filter.state ?? null, filter.cursor ? new Date(filter.cursor.at) : null, filter.cursor?.id ?? null, filter.limit],
    );
    return rows;
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, id: string, sql: Sql = this.database.pg): Promise<Campaign> {
    const { rows } = await sql.query<Campaign>('campaigns.get', `SELECT ${COLUMNS} FROM campaign WHERE bot_id = $1 AND id = $2`, [botId, id]);
    if (!rows[0]) throw new NotFoundError('campaign');
    return rows[0];
  }

  /** A draft. @param madeBy the person's id */
  async create(botId: string, campaign: { name: string; design: CampaignDesign }, madeBy: string | null): Promise<Campaign> {
    await this.ownChannel(botId, campaign.design.channelId);
    const id = this.ids.newId();
    await this.database.pg.query(
      'campaigns.create',
      'INSERT INTO campaign (id, bot_id, channel_id, name, design, made_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)',
      [id, botId, campaign.design.channelId, campaign.name, JSON.stringify(campaign.design), madeBy, this.now],
    );
    return this.getOrThrow(botId, id);
  }

  /** @throws StateConflictError when it was saved after `baseRevision`, or is neither a draft nor taken back to be changed; NotFoundError */
  async update(botId: string, id: string, change: { baseRevision: number; name: string; design: CampaignDesign }): Promise<Campaign> {
    await this.ownChannel(botId, change.design.channelId);
    const { rowCount } = await this.database.pg.query(
      'campaigns.update',
      `UPDATE campaign SET name = $4, design = $5, channel_id = $6, revision = revision + 1, updated_at = $7 WHERE bot_id = $1 AND id = $2 AND revision = $3
         AND (state = 'draft' OR (state = 'paused' AND stop ->> 'code' = 'changing' AND $8))`,
      // What came again and again goes on doing so: runs that were belong to the same rule.
      [botId, id, change.baseRevision, change.name, JSON.stringify(change.design), change.design.channelId, this.now, change.design.when.type === 'repeating'],
    );
    const now = await this.getOrThrow(botId, id);
    if (rowCount === 1) return now;
    if (now.state !== 'draft' && !isChanging(now)) throw new StateConflictError('This campaign is on its way. Take it back first to change it.');
    if (now.revision !== change.baseRevision) throw new StateConflictError('Somebody else changed this campaign meanwhile. Load it again.');
    throw new StateConflictError('A campaign that went out again and again stays one that repeats. Make a copy of it to send it once.');
  }

  /** A campaign that never went out. @throws StateConflictError, NotFoundError */
  async delete(botId: string, id: string): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'campaigns.delete',
      `DELETE FROM campaign c WHERE bot_id = $1 AND id = $2 AND state IN ('draft', 'cancelled', 'failed') AND NOT EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = c.id)`,
      [botId, id],
    );
    if (rowCount === 1) return;
    await this.getOrThrow(botId, id);
    throw new StateConflictError('What went out, or is about to, stays on record. Cancel it instead.');
  }

  private async ownChannel(botId: string, channelId: string): Promise<void> {
    const { rows } = await this.database.pg.query('campaigns.ownChannel', 'SELECT 1 FROM channel WHERE bot_id = $1 AND id = $2', [botId, channelId]);
    if (rows.length === 0) throw new NotFoundError('channel');
  }

  private get now(): Date {
    return new Date(this.clock.now());
  }
}
