import type { Database } from '@chatloom/platform';

/** Without its connection a process is taken for dead so soon after its last beat; one that is just starting may be meant by mistake, which does no harm here. */
const GONE_AFTER_SECONDS = 0.5;
/** $1 is this process, $2 when silence means death, $3 the time that is looked at, $4 the time without a connection; seconds. */
const DIED_LATELY = `id <> $1 AND beat_at > now() - make_interval(secs => $3) AND (beat_at < now() - make_interval(secs => $2) OR (beat_at < now() - make_interval(secs => $4)
  AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.application_name = 'chatloom ' || process_heartbeat.id::text)))`;

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
       WHERE NOT rehearsing AND ${DIED_LATELY}`,
      [this.processId, deadAfterSeconds, RECENT_DEATH_SECONDS, GONE_AFTER_SECONDS],
    );
    return rows[0]!.deaths;
  }

  /** Processes that ended without saying so in the last minute, ours left out; older ones are forgotten on the way. */
  async recentDeaths(deadAfterSeconds: number): Promise<number> {
    const { rows } = await this.database.pg.query<{ deaths: number }>(
      'heartbeat.deaths',
      `WITH forgotten AS (DELETE FROM process_heartbeat WHERE beat_at < now() - interval '1 day')
       SELECT count(*)::int AS deaths FROM process_heartbeat
       WHERE ${DIED_LATELY}`,
      [this.processId, deadAfterSeconds, RECENT_DEATH_SECONDS, GONE_AFTER_SECONDS],
    );
    return rows[0]!.deaths;
  }
}
