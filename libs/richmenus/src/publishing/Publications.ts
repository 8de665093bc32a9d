import { Injectable } from '@nestjs/common';
import type { RichMenuPublication } from '@chatloom/contract';
import { Clock, Database } from '@chatloom/platform';
import type { JobFailure, JobStep, LiveMenu, PublishJob } from './publishJob';

/** A row of `rich_menu_publication`. */
export interface PublicationRow {
  menuId: string;
  channelId: string;
  botId: string;
  live: LiveMenu | null;
  publishedAt: Date | null;
  job: PublishJob | null;
  nextAt: Date | null;
  last: { steps: JobStep[]; failure: JobFailure | null } | null;
}
/** A job that this process works on. */
export type ClaimedRow = PublicationRow & { job: PublishJob };

/** Nobody else takes a job up for so long after its last saved step; longer than the slowest call (an upload, 30 s). */
const LEASE_MS = 60_000;
/** Shorter waits are not worth telling. */
const WORTH_TELLING_MS = 3_000;

const COLUMNS = `menu_id AS "menuId", channel_id AS "channelId", bot_id AS "botId", live, published_at AS "publishedAt", job, next_at AS "nextAt", last`;

/** How menus stand at channels: what is live, and what is under way with every step it reached. */
@Injectable()
export class Publications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async ofBot(botId: string): Promise<PublicationRow[]> {
    const { rows } = await this.database.pg.query<PublicationRow>('richMenus.publications', `SELECT ${COLUMNS} FROM rich_menu_publication WHERE bot_id = $1`, [botId]);
    return rows;
  }

  async ofChannel(channelId: string): Promise<PublicationRow[]> {
    const { rows } = await this.database.pg.query<PublicationRow>('richMenus.publicationsAt', `SELECT ${COLUMNS} FROM rich_menu_publication WHERE channel_id = $1`, [channelId]);
    return rows;
  }

  async find(menuId: string, channelId: string): Promise<PublicationRow | null> {
    const { rows } = await this.database.pg.query<PublicationRow>('richMenus.publication', `SELECT ${COLUMNS} FROM rich_menu_publication WHERE menu_id = $1 AND channel_id = $2`, [menuId, channelId]);
    return rows[0] ?? null;
  }

  /** Store a job. @returns false when another one is under way */
  async begin(place: { menuId: string; channelId: string; botId: string }, job: PublishJob): Promise<boolean> {
    const { rowCount } = await this.database.pg.query(
      'richMenus.beginJob',
      `INSERT INTO rich_menu_publication AS p (menu_id, channel_id, bot_id, job, next_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
       ON CONFLICT (menu_id, channel_id) DO UPDATE SET job = excluded.job, next_at = excluded.next_at, last = NULL WHERE p.job IS NULL`,
      [place.menuId, place.channelId, place.botId, JSON.stringify(job), this.clock.now()],
    );
    return rowCount === 1;
  }

  /** Jobs that wait for somebody, the longest waiting first. */
  async due(): Promise<Pick<PublicationRow, 'menuId' | 'channelId'>[]> {
    const { rows } = await this.database.pg.query<Pick<PublicationRow, 'menuId' | 'channelId'>>(
      'richMenus.dueJobs',
      `SELECT menu_id AS "menuId", channel_id AS "channelId" FROM rich_menu_publication WHERE job IS NOT NULL AND next_at <= to_timestamp($1::float8 / 1000) ORDER BY next_at LIMIT 20`,
      [this.clock.now()],
    );
    return rows;
  }

  /** Take a job up. @returns null when somebody else has it, or it is not its time yet */
  async claim(menuId: string, channelId: string): Promise<ClaimedRow | null> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<ClaimedRow>(
      'richMenus.claimJob',
      `UPDATE rich_menu_publication SET next_at = to_timestamp(($3::float8 + $4) / 1000) WHERE menu_id = $1 AND channel_id = $2 AND job IS NOT NULL AND next_at <= to_timestamp($3::float8 / 1000) RETURNING ${COLUMNS}`,
      [menuId, channelId, now, LEASE_MS],
    );
    return rows[0] ?? null;
  }

  /** Keep what a job has reached. @param waitMs give it back until then; absent: go on holding it */
  async save({ menuId, channelId, job, live }: ClaimedRow, waitMs = LEASE_MS): Promise<void> {
    await this.database.pg.query(
      'richMenus.saveJob',
      `UPDATE rich_menu_publication SET job = $3, live = $4, next_at = to_timestamp($5::float8 / 1000) WHERE menu_id = $1 AND channel_id = $2`,
      [menuId, channelId, JSON.stringify(job), live === null ? null : JSON.stringify(live), this.clock.now() + waitMs],
    );
  }

  /** The job is over, well or not. */
  async finish({ menuId, channelId, job }: ClaimedRow): Promise<void> {
    await this.database.pg.query('richMenus.endJob', 'UPDATE rich_menu_publication SET job = NULL, next_at = NULL, last = $3 WHERE menu_id = $1 AND channel_id = $2', [
      menuId, channelId, JSON.stringify({ steps: job.steps, failure: job.failure }),
    ]);
  }

  /** A row as the API tells it; also of a menu that was never published there. */
  view(row: PublicationRow | null, channelId: string): RichMenuPublication {
    const { job = null, live = null, last = null } = row ?? {};
    const waitMs = (row?.nextAt?.getTime() ?? 0) - this.clock.now();
    const waits = job !== null && job.waitsFor !== null && waitMs > WORTH_TELLING_MS;
    const failure = job === null ? (last?.failure ?? null) : null;
    return {
      channelId,
      state: job !== null ? (waits ? 'waiting' : 'working') : failure !== null ? 'failed' : live !== null ? 'published' : 'none',
      revision: live?.revision ?? null,
      publishedAt: live === null ? null : (row?.publishedAt?.toISOString() ?? null),
      retryAt: waits ? row!.nextAt!.toISOString() : null,
      steps: job?.steps ?? last?.steps ?? [],
      failure,
      tabs: (live?.tabs ?? []).map(({ tabId, richMenuId, aliasId }) => ({ tabId, richMenuId, aliasId })),
    };
  }
}
