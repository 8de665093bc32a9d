import type { Clock, Database } from '@chatloom/platform';

/** The reason in the row of a push that waits because the month's messages are nearly used up; i18n key `delivery.heldByQuota`. */
export const HELD_BY_QUOTA = 'heldByQuota';

/** Pushes of a channel that are held back (see `SendingChannel.holdsPushes`), shown to the person who may let them go. */
export class HeldPushes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** How many wait, and since when. */
  async count(botId: string, channelId: string): Promise<{ count: number; oldestAt: Date | null }> {
    const { rows } = await this.database.pg.query<{ count: number; oldest_at: Date | null }>(
      'outbox.heldCount',
      `SELECT count(*)::int AS count, min(created_at) AS oldest_at FROM outbox WHERE ${HELD}`,
      [botId, channelId],
    );
    return { count: rows[0]!.count, oldestAt: rows[0]!.oldest_at };
  }

  /** Makes them due. They are held again unless the channel's setting was changed before. @returns how many */
  async release(botId: string, channelId: string): Promise<number> {
    const { rowCount } = await this.database.pg.query('outbox.releaseHeld', `UPDATE outbox SET next_at = to_timestamp($3::float8 / 1000) WHERE ${HELD}`, [botId, channelId, this.clock.now()]);
    return rowCount ?? 0;
  }

  /** They will not be sent. @returns how many */
  async drop(botId: string, channelId: string): Promise<number> {
    const { rowCount } = await this.database.pg.query('outbox.dropHeld', `UPDATE outbox SET state = 'dropped', done_at = now() WHERE ${HELD}`, [botId, channelId]);
    return rowCount ?? 0;
  }
}

const HELD = `bot_id = $1 AND channel_id = $2 AND state = 'queued' AND kind = 'push' AND result ->> 'reason' = '${HELD_BY_QUOTA}'`;
