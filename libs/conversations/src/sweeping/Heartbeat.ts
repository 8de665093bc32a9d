import type { Database } from '@chatloom/platform';

/** A process that died uncleanly within this time counts as evidence of something that kills. */
const RECENT_DEATH_SECONDS = 60;

/** Says "I am alive" in the database, by the database's clock, so that others know whose work is orphaned. */
export class Heartbeat {
  constructor(
    private readonly database: Database,
    private readonly processId: string,
    private readonly roles: string,
  ) {}

  async beat(): Promise<void> {
    await this.database.pg.query(
      'heartbeat.beat',
      `INSERT INTO process_heartbeat (id, roles, beat_at) VALUES ($1, $2, now()) ON CONFLICT (id) DO UPDATE SET beat_at = now()`,
      [this.processId, this.roles],
    );
  }

  /** A clean end: nothing of ours needs adopting. */
  async end(): Promise<void> {
    await this.database.pg.query('heartbeat.end', 'DELETE FROM process_heartbeat WHERE id = $1', [this.processId]);
  }

  /** Whether this process is about to rehearse suspected events: should it die now, that is what it died of, most likely. */
  async setRehearsing(rehearsing: boolean): Promise<void> {
    await this.database.pg.query('heartbeat.rehearsing', 'UPDATE process_heartbeat SET rehearsing = $2 WHERE id = $1', [this.processId, rehearsing]);
  }

  /** Of the recent deaths, those that no rehearsal explains. */
  async otherDeaths(deadAfterSeconds: number): Promise<number> {
    const { rows } = await this.database.pg.query<{ deaths: number }>(
      'heartbeat.otherDeaths',
      `SELECT count(*)::int AS deaths FROM process_heartbeat
       WHERE id <> $1 AND NOT rehearsing AND beat_at < now() - make_interval(secs => $2) AND beat_at > now() - make_interval(secs => $3)`,
      [this.processId, deadAfterSeconds, RECENT_DEATH_SECONDS],
    );
    return rows[0]!.deaths;
  }

  /** Processes that ended without saying so in the last minute, ours left out; older ones are forgotten on the way. */
  async recentDeaths(deadAfterSeconds: number): Promise<number> {
    const { rows } = await this.database.pg.query<{ deaths: number }>(
      'heartbeat.deaths',
      `WITH forgotten AS (DELETE FROM process_heartbeat WHERE beat_at < now() - interval '1 day')
       SELECT count(*)::int AS deaths FROM process_heartbeat
       WHERE id <> $1 AND beat_at < now() - make_interval(secs => $2) AND beat_at > now() - make_interval(secs => $3)`,
      [this.processId, deadAfterSeconds, RECENT_DEATH_SECONDS],
    );
    return rows[0]!.deaths;
  }
}
