import type { Database, IdSource } from '@chatloom/platform';

/** So long a silent leader is believed to live. */
const LEASE_MS = 3_000;
/** The leader stops believing in its lease earlier: what it has begun must be on its way before anybody else begins. */
const MARGIN_MS = 500;
const RENEW_EVERY_MS = 1_000;

/**
 * One process at a time leads the sending of a channel. LINE's rates are per channel, and only who sends alone can keep to them. Time is the
 * database's; the leader judges its own lease by a clock that nobody can set.
 */
export class Leases {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
  ) {}

  /** @returns null when another process leads */
  async take(channelId: string): Promise<Lease | null> {
    const term = this.ids.newId();
    const asked = performance.now();
    const { rowCount } = await this.database.pg.query(
      'campaigns.takeLease',
      `INSERT INTO campaign_lease (channel_id, term, until) VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
       ON CONFLICT (channel_id) DO UPDATE SET term = excluded.term, until = excluded.until WHERE campaign_lease.until < clock_timestamp()`,
      [channelId, term, LEASE_MS],
    );
    return rowCount === 1 ? new Lease(this.database, channelId, term, asked) : null;
  }
}

/** Leadership of a channel, until it is released or cannot be renewed in time. */
export class Lease {
  private believedUntil: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    readonly channelId: string,
    /** Marks what this leader has in hand. */
    readonly term: string,
    asked: number,
  ) {
    this.believedUntil = asked + LEASE_MS - MARGIN_MS;
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
    this.timer.unref();
  }

  /** Is it certain that nobody else leads? To be asked right before each call. */
  get isHeld(): boolean {
    return performance.now() < this.believedUntil;
  }

  /** Nothing may be under way any more. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    this.believedUntil = 0;
    await this.database.pg.query('campaigns.releaseLease', 'DELETE FROM campaign_lease WHERE channel_id = $1 AND term = $2', [this.channelId, this.term]).catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    try {
      const { rowCount } = await this.database.pg.query(
        'campaigns.renewLease',
        `UPDATE campaign_lease SET until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) WHERE channel_id = $1 AND term = $2`,
        [this.channelId, this.term, LEASE_MS],
      );
      if (rowCount === 1 && this.believedUntil > 0) this.believedUntil = asked + LEASE_MS - MARGIN_MS;
      else this.believedUntil = 0;
    } catch {
      // Not renewed: it runs out by itself unless the next attempt succeeds.
    }
  }
}
