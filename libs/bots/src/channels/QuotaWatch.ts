import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';
import { ChannelDirectory } from './ChannelDirectory';
import { LineGateways } from './LineGateways';
import { lineDay, quotaLevel, type QuotaView } from './quota';

const LOOK_EVERY_MS = 20_000;
const READ_EVERY_MINUTES = 10;
/** Near the limit at which pushes are held back, LINE is asked more often. */
const READ_EVERY_MINUTES_NEAR = 1;
const NEAR_PERCENT = 20;
const CHANNELS_AT_ONCE = 20;

/**
 * Knows how much of each LINE channel's monthly quota is used: asks LINE every ten minutes, keeps each day's end, and says
 * once per level (70, 90, 100 %) in the log when it is reached. Between two looks the number may be exceeded; LINE itself refuses
 * what goes beyond the quota.
 */
@Injectable()
export class QuotaWatch implements LifecyclePart {
  readonly name = 'quota watch';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ROLES'>,
    lifecycle: Lifecycle,
  ) {
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.timer = setInterval(() => (this.looking = this.lookSafely()), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Reads the quotas that are due. A channel is claimed by moving its time on, so that one process asks. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ channel_id: string }>(
      'bots.claimQuotas',
      `WITH due AS (
         SELECT c.id FROM channel c JOIN bot b ON b.id = c.bot_id LEFT JOIN channel_quota q ON q.channel_id = c.id
         WHERE c.kind = 'line' AND c.state = 'active' AND b.archived_at IS NULL AND (q.checked_at IS NULL OR q.checked_at <= to_timestamp($1::float8 / 1000) - make_interval(mins =>
           CASE WHEN q.used * 100 >= q.quota_limit * (c.push_stop_percent - ${NEAR_PERCENT}) THEN ${READ_EVERY_MINUTES_NEAR} ELSE ${READ_EVERY_MINUTES} END))
         ORDER BY q.checked_at NULLS FIRST LIMIT ${CHANNELS_AT_ONCE} FOR UPDATE OF c SKIP LOCKED)
       INSERT INTO channel_quota (channel_id, month, used, checked_at) SELECT id, $2, 0, to_timestamp($1::float8 / 1000) FROM due
       ON CONFLICT (channel_id) DO UPDATE SET checked_at = excluded.checked_at RETURNING channel_id`,
      [now, lineDay(now).slice(0, 7)],
    );
    await Promise.all(rows.map((row) => this.read(row.channel_id)));
  }

  /** Asks LINE about one channel now. @returns false when LINE did not tell. */
  async read(channelId: string): Promise<boolean> {
    const channel = await this.directory.byId(channelId);
    if (!channel) return false;
    const gateway = this.gateways.of(channel.kind);
    const [quota, consumption] = await Promise.all([gateway.quota(channel), gateway.consumption(channel)]);
    if (quota.kind !== 'ok' || consumption.kind !== 'ok') return false;
    await this.keep(channelId, quota.value.type === 'limited' ? (quota.value.value ?? 0) : null, consumption.value.totalUsage);
    return true;
  }

  /** Keeps what LINE told, and says once a month that a level is reached. */
  async keep(channelId: string, limit: number | null, used: number): Promise<void> {
    const now = this.clock.now();
    const day = lineDay(now);
    const level = quotaLevel(used, limit);
    const { rows } = await this.database.pg.query<{ is_news: boolean }>(
      'bots.keepQuota',
      `WITH before AS (SELECT alarm, month FROM channel_quota WHERE channel_id = $1), daily AS (
         INSERT INTO channel_quota_day (channel_id, day, used) VALUES ($1, $2, $4) ON CONFLICT (channel_id, day) DO UPDATE SET used = excluded.used
       )
       INSERT INTO channel_quota (channel_id, month, quota_limit, used, alarm, checked_at) VALUES ($1, $7, $3, $4, $5, to_timestamp($6::float8 / 1000))
       ON CONFLICT (channel_id) DO UPDATE SET month = excluded.month, quota_limit = excluded.quota_limit, used = excluded.used, checked_at = excluded.checked_at,
         alarm = CASE WHEN channel_quota.month = excluded.month THEN greatest(channel_quota.alarm, excluded.alarm) ELSE excluded.alarm END
       RETURNING NOT EXISTS (SELECT 1 FROM before WHERE month = $7 AND alarm >= $5) AS is_news`,
      [channelId, day, limit, used, level, now, day.slice(0, 7)],
    );
    if (level > 0 && rows[0]?.is_news) this.logger.warn({ channelId, code: 'quotaLevel', level, used, limit }, `A channel has used ${level} % of this month's messages.`);
  }

  /** What is known of a channel's month; null before the first look. */
  async view(channelId: string): Promise<QuotaView | null> {
    const { rows } = await this.database.pg.query<{ month: string; quota_limit: string | null; used: string; alarm: 0; checked_at: Date; days: { day: string; used: number }[] | null }>(
      'bots.quotaView',
      `SELECT q.month, q.quota_limit, q.used, q.alarm, q.checked_at,
         (SELECT json_agg(json_build_object('day', d.day::text, 'used', d.used) ORDER BY d.day) FROM channel_quota_day d
          WHERE d.channel_id = q.channel_id AND to_char(d.day, 'YYYY-MM') = q.month) AS days
       FROM channel_quota q WHERE q.channel_id = $1`,
      [channelId],
    );
    const row = rows[0];
    // Claimed, but never answered: nothing is known.
    if (!row?.days) return null;
    const limit = row.quota_limit === null ? null : Number(row.quota_limit);
    const used = Number(row.used);
    return { month: row.month, limit, used, level: quotaLevel(used, limit), checkedAt: row.checked_at, days: row.days };
  }

  private async lookSafely(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'Quotas could not be read.');
    }
  }
}
