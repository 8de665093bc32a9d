import { Injectable } from '@nestjs/common';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { problemOf, ReachedChannels } from '@chatloom/bots';

/** How far an import of a channel's followers is. */
export interface FollowerImport {
  state: 'none' | 'running' | 'done' | 'failed';
  /** Ids LINE has told. */
  seen: number;
  /** Of them, people who were not known here. */
  added: number;
  /** `notAllowed`: only verified and premium accounts may (FACTS §3); others as in `LineProblem`. */
  problem: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const PAGE = 1_000;
/** Between two pages, and after LINE could not be reached. */
const PAUSE_MS = 1_000;
const RETRY_MS = 30_000;
/** Longer than a page may take: after that another process goes on. */
const PAGE_MAX_MS = 30_000;
/** Profiles read in one go; with `REFRESH_EVERY_MS` of the worker about ten a second. */
const PROFILES_AT_ONCE = 10;
const PROFILE_FRESH_DAYS = 14;
const DAY_MS = 86_400_000;
/** After LINE did not tell. */
const PROFILE_RETRY_MS = 3_600_000;

/** Brings the followers of a channel in as contacts, page by page, and keeps names and pictures fresh. Stops and starts lose nothing: where it stands is in its row. */
@Injectable()
export class FollowerImports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly reached: ReachedChannels,
  ) {}

  /** Begins, or begins anew. @throws NotFoundError */
  async start(botId: string, channelId: string): Promise<FollowerImport> {
    await this.reached.getOrThrow(botId, channelId);
    const now = this.clock.now();
    await this.database.pg.query(
      'channelcare.startImport',
      `INSERT INTO follower_import (channel_id, bot_id, state, started_at, next_at) VALUES ($1, $2, 'running', to_timestamp($3::float8 / 1000), to_timestamp($3::float8 / 1000))
       ON CONFLICT (channel_id) DO UPDATE SET state = 'running', cursor = NULL, seen = 0, added = 0, problem = NULL, started_at = excluded.started_at, finished_at = NULL, next_at = excluded.next_at
       WHERE follower_import.state <> 'running'`,
      [channelId, botId, now],
    );
    return this.state(botId, channelId);
  }

  async state(botId: string, channelId: string): Promise<FollowerImport> {
    const { rows } = await this.database.pg.query<FollowerImport>(
      'channelcare.importState',
      `SELECT state, seen, added, problem, started_at AS "startedAt", finished_at AS "finishedAt" FROM follower_import WHERE channel_id = $1 AND bot_id = $2`,
      [channelId, botId],
    );
    return rows[0] ?? { state: 'none', seen: 0, added: 0, problem: null, startedAt: null, finishedAt: null };
  }

  /** Reads the next page of each import that is due. @returns whether there was one */
  async work(): Promise<boolean> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ channel_id: string; bot_id: string; cursor: string | null }>(
      'channelcare.claimImports',
      `UPDATE follower_import SET next_at = to_timestamp(($1::float8 + ${PAGE_MAX_MS}) / 1000)
       WHERE channel_id IN (SELECT channel_id FROM follower_import WHERE state = 'running' AND next_at <= to_timestamp($1::float8 / 1000) LIMIT 5 FOR UPDATE SKIP LOCKED)
       RETURNING channel_id, bot_id, cursor`,
      [now],
    );
    for (const row of rows) await this.page(row.bot_id, row.channel_id, row.cursor);
    return rows.length > 0;
  }

  /** Reads profiles of friends that were read (or met) two weeks ago, of all channels, and of everybody just imported; a few at a time. @returns how many */
  async refreshProfiles(): Promise<number> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ id: string; bot_id: string; channel_id: string; line_user_id: string }>(
      'channelcare.claimProfiles',
      `UPDATE contact SET profile_at = to_timestamp($1::float8 / 1000) WHERE id IN (
         SELECT c.id FROM contact c JOIN channel h ON h.id = c.channel_id
         WHERE h.state = 'active' AND c.is_friend AND coalesce(c.profile_at, c.created_at) < to_timestamp($1::float8 / 1000) - interval '${PROFILE_FRESH_DAYS} days'
         ORDER BY coalesce(c.profile_at, c.created_at) LIMIT ${PROFILES_AT_ONCE} FOR UPDATE OF c SKIP LOCKED)
       RETURNING id, bot_id, channel_id, line_user_id`,
      [now],
    );
    await Promise.all(rows.map((row) => this.refresh(row)));
    return rows.length;
  }

  private async refresh(row: { id: string; bot_id: string; channel_id: string; line_user_id: string }): Promise<void> {
    const { channel, gateway } = await this.reached.getOrThrow(row.bot_id, row.channel_id);
    const outcome = await gateway.profile(channel, row.line_user_id);
    if (outcome.kind === 'ok') {
      const { displayName, pictureUrl = null, language = null } = outcome.value;
      await this.database.pg.query('channelcare.keepProfile', 'UPDATE contact SET display_name = $2, picture_url = $3, language = coalesce(language, $4) WHERE id = $1', [row.id, displayName, pictureUrl, language]);
      // LINE does not know them as a friend any more: they blocked the account or left LINE (FACTS §13).
    } else if (outcome.kind === 'notFound') await this.database.pg.query('channelcare.noFriend', 'UPDATE contact SET is_friend = false WHERE id = $1', [row.id]);
    // Not told now: due again in an hour.
    else {
      const due = this.clock.now() - PROFILE_FRESH_DAYS * DAY_MS + PROFILE_RETRY_MS;
      await this.database.pg.query('channelcare.profileLater', 'UPDATE contact SET profile_at = to_timestamp($2::float8 / 1000) WHERE id = $1', [row.id, due]);
    }
  }

  private async page(botId: string, channelId: string, start: string | null): Promise<void> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const outcome = await gateway.account.followerIds(channel, { limit: PAGE, ...(start === null ? {} : { start }) });
    if (outcome.kind === 'retryLater') return this.move(channelId, { nextAt: this.clock.now() + Math.max(RETRY_MS, outcome.after) });
    if (outcome.kind !== 'ok') return this.finish(channelId, 'failed', problemOf(outcome));
    const { userIds, next } = outcome.value;
    const added = await this.add(botId, channelId, userIds);
    await this.move(channelId, { nextAt: this.clock.now() + PAUSE_MS, cursor: next ?? null, seen: userIds.length, added });
    if (next === undefined) await this.finish(channelId, 'done', null);
  }

  /** People known already stay as they are, but for being friends. @returns how many were new */
  private async add(botId: string, channelId: string, userIds: string[]): Promise<number> {
    const rows = userIds.map((id) => ({ id: this.ids.newId(), line_user_id: id }));
    const { rows: made } = await this.database.pg.query<{ added: number }>(
      'channelcare.addFollowers',
      `WITH made AS (
         INSERT INTO contact (id, bot_id, channel_id, line_user_id, profile_at) SELECT w.id, $2, $3, w.line_user_id, 'epoch' FROM json_to_recordset($1::json) AS w(id uuid, line_user_id text)
         ON CONFLICT (channel_id, line_user_id) DO UPDATE SET is_friend = true, profile_at = coalesce(contact.profile_at, 'epoch') RETURNING (xmax = 0) AS is_new)
       SELECT count(*) FILTER (WHERE is_new)::int AS added FROM made`,
      [JSON.stringify(rows), botId, channelId],
    );
    return made[0]!.added;
  }

  private async move(channelId: string, to: { nextAt: number; cursor?: string | null; seen?: number; added?: number }): Promise<void> {
    await this.database.pg.query(
      'channelcare.moveImport',
      `UPDATE follower_import SET next_at = to_timestamp($2::float8 / 1000), cursor = CASE WHEN $3 THEN $4 ELSE cursor END, seen = seen + $5, added = added + $6 WHERE channel_id = $1`,
      [channelId, to.nextAt, to.cursor !== undefined, to.cursor ?? null, to.seen ?? 0, to.added ?? 0],
    );
  }

  private async finish(channelId: string, state: 'done' | 'failed', problem: string | null): Promise<void> {
    await this.database.pg.query('channelcare.finishImport', 'UPDATE follower_import SET state = $2, problem = $3, finished_at = to_timestamp($4::float8 / 1000) WHERE channel_id = $1', [channelId, state, problem, this.clock.now()]);
  }
}
