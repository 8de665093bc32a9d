import type { Database, IdSource } from '@chatloom/platform';
import type { PoolClient } from 'pg';

/** So long a silent leader is believed to live. */
const LEASE_MS = 3_000;
/** The leader stops believing in its lease earlier: what it has begun must be on its way before anybody else begins. */
const MARGIN_MS = 500;
const RENEW_EVERY_MS = 1_000;

/**
 * One process at a time leads the sending of a channel. LINE's rates are per channel, and only who sends alone can keep to them. Time is the
 * database's; the leader judges its own lease by a clock that nobody can set. It also holds a connection: when that is gone, so is
 * the leader, and nobody has to wait for the lease to run out.
 */
export class Leases {
  private readonly held = new Set<Lease>();
  private connection: Promise<PoolClient> | null = null;
  private users = 0;

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
  ) {}

  /** @returns null when another process leads */
  async take(channelId: string): Promise<Lease | null> {
    const term = this.ids.newId();
    const connection = await this.borrow();
    const asked = performance.now();
    try {
      const { rowCount } = await connection.query({
        name: 'campaigns.takeLease',
        text: `INSERT INTO campaign_lease (channel_id, term, until, pid, began) SELECT $1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000), pid, backend_start
           FROM pg_stat_activity WHERE pid = pg_backend_pid()
         ON CONFLICT (channel_id) DO UPDATE SET term = excluded.term, until = excluded.until, pid = excluded.pid, began = excluded.began
         WHERE campaign_lease.until < clock_timestamp() OR NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = campaign_lease.pid AND a.backend_start = campaign_lease.began)`,
        values: [channelId, term, LEASE_MS],
      });
      if (rowCount === 1) {
        const lease: Lease = new Lease(this.database, channelId, term, asked, () => {
          this.held.delete(lease);
          this.giveBack();
        });
        this.held.add(lease);
        return lease;
      }
    } catch (error) {
      this.giveBack();
      throw error;
    }
    this.giveBack();
    return null;
  }

  /** One connection for all leases of this process. */
  private async borrow(): Promise<PoolClient> {
    this.users++;
    this.connection ??= this.connect();
    try {
      return await this.connection;
    } catch (error) {
      this.connection = null;
      this.users--;
      throw error;
    }
  }

  private async connect(): Promise<PoolClient> {
    const client = await this.database.pg.pool.connect();
    client.on('error', this.lost);
    return client;
  }

  /** Others take us for dead from now on. */
  private readonly lost = (): void => {
    for (const lease of this.held) lease.lose();
  };

  private giveBack(): void {
    this.users--;
    if (this.users > 0 || !this.connection) return;
    const connection = this.connection;
    this.connection = null;
    void connection.then((client) => {
      client.off('error', this.lost);
      client.release();
    });
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
    private readonly released: () => void,
  ) {
    this.believedUntil = asked + LEASE_MS - MARGIN_MS;
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
    this.timer.unref();
  }

  /** Is it certain that nobody else leads? To be asked right before each call. */
  get isHeld(): boolean {
    return performance.now() < this.believedUntil;
  }

  /** It cannot be relied on any more. */
  lose(): void {
    this.believedUntil = 0;
  }

  /** Nothing may be under way any more. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    this.believedUntil = 0;
    await this.database.pg.query('campaigns.releaseLease', 'DELETE FROM campaign_lease WHERE channel_id = $1 AND term = $2', [this.channelId, this.term]).catch(() => undefined);
    this.released();
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
