import { Injectable } from '@nestjs/common';
import type { Segment, SegmentProblem } from '@chatloom/contract';
import { Database, type Sql } from '@chatloom/platform';
import { tookTooLong, withOwnPlan } from '../contacts/withOwnPlan';
import { isBlocked } from './checkSegment';
import { type CompiledSegment, compileSegment } from './compileSegment';
import { SegmentFacts } from './SegmentFacts';
import { Segments } from './Segments';

export interface CountResult {
  /** Null with a blocking problem, and when the caller went away. */
  count: number | null;
  isEstimate: boolean;
  /** Friends of the account among them. */
  reachable: number | null;
  problems: SegmentProblem[];
}

/** A person of a segment, for lists. */
export interface SegmentPersonRow {
  contactId: string;
  channelId: string;
  displayName: string | null;
  pictureUrl: string | null;
  tags: string[];
  isFriend: boolean;
  createdAt: Date;
  lastActiveAt: Date | null;
}

/** Somebody looks at the number while they edit: better about right than late. */
const COUNT_TIMEOUT_MS = 5_000;
/** People looked at for an estimate. */
const SAMPLE = 30_000;

/** Counts and lists the people of a segment. */
@Injectable()
export class SegmentPeople {
  constructor(
    private readonly database: Database,
    private readonly segments: Segments,
    private readonly facts: SegmentFacts,
  ) {}

  /**
   * How many people belong to the segment now. Where counting takes longer than `timeoutMs`, an estimate from a sample.
   * @param signal the caller went away: the database stops counting
   */
  async count(botId: string, segment: Segment, { signal, timeoutMs = COUNT_TIMEOUT_MS }: { signal?: AbortSignal; timeoutMs?: number } = {}): Promise<CountResult> {
    const problems = await this.segments.problems(botId, segment);
    if (isBlocked(problems)) return { count: null, isEstimate: false, reachable: null, problems };
    const scene = await this.segments.scene(botId);
    try {
      return { ...(await this.countExactly(compileSegment(segment, scene, this.facts, 1, 'hash'), timeoutMs, signal)), isEstimate: false, problems };
    } catch (error) {
      if (!tookTooLong(error)) throw error;
      if (signal?.aborted) return { count: null, isEstimate: false, reachable: null, problems };
      return { ...(await this.estimate(compileSegment(segment, scene, this.facts))), isEstimate: true, problems };
    }
  }

  /**
   * A page of them, newest first.
   * @param after contact id of the last one of the page before
   * @throws SegmentRefusedError
   */
  async list(botId: string, segment: Segment, { after, limit = 50 }: { after?: string | undefined; limit?: number | undefined }): Promise<SegmentPersonRow[]> {
    const { where, values } = await this.segments.compile(botId, segment, 3);
    return withOwnPlan(this.database, async (sql) => {
      await ownMemory(sql);
      const { rows } = await sql.run<SegmentPersonRow>(
        `SELECT p.id AS "contactId", p.channel_id AS "channelId", p.display_name AS "displayName", p.picture_url AS "pictureUrl", p.tags, p.is_friend AS "isFriend",
           p.created_at AS "createdAt", (SELECT a.last_active_at FROM contact_activity a WHERE a.contact_id = p.id) AS "lastActiveAt"
         FROM (SELECT c.* FROM contact c WHERE ($1::uuid IS NULL OR c.id < $1) AND ${where} ORDER BY c.id DESC LIMIT $2) p ORDER BY p.id DESC`,
        [after ?? null, limit, ...values],
      );
      return rows;
    });
  }

  private countExactly({ where, values }: CompiledSegment, timeoutMs: number, signal: AbortSignal | undefined): Promise<{ count: number; reachable: number }> {
    return withOwnPlan(
      this.database,
      async (sql) => {
        await ownMemory(sql);
        return this.untilAborted(sql, signal, async () => {
          const { rows } = await sql.run<{ count: number; reachable: number }>(
            `SELECT count(*)::float8 AS count, count(*) FILTER (WHERE c.is_friend)::float8 AS reachable FROM contact c WHERE ${where}`,
            values,
          );
          return rows[0]!;
        });
      },
      timeoutMs,
    );
  }

  /** Looks at some blocks of the table, chosen by chance: about `SAMPLE` people. */
  private estimate({ where, values }: CompiledSegment): Promise<{ count: number; reachable: number }> {
    return withOwnPlan(this.database, async (sql) => {
      await ownMemory(sql);
      const { rows: size } = await sql.run<{ people: number }>(`SELECT greatest(reltuples, 1)::float8 AS people FROM pg_class WHERE oid = 'contact'::regclass`);
      const percent = Math.min(100, (SAMPLE / size[0]!.people) * 100);
      const { rows } = await sql.run<{ count: number; reachable: number }>(
        `SELECT count(*)::float8 AS count, count(*) FILTER (WHERE c.is_friend)::float8 AS reachable FROM contact c TABLESAMPLE SYSTEM (${percent}) WHERE ${where}`,
        values,
      );
      const scale = (found: number) => Math.round((found * 100) / percent);
      return { count: scale(rows[0]!.count), reachable: scale(rows[0]!.reachable) };
    });
  }

  /** The database is told to stop when the signal comes. The connection is given back only after that was heard, so that nobody else's statement is hit. */
  private async untilAborted<T>(sql: Sql, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (!signal) return work();
    const { rows } = await sql.run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    let stopping: Promise<unknown> | undefined;
    const stop = () => {
      stopping = this.database.pg.query('segments.stop', 'SELECT pg_cancel_backend($1)', [rows[0]!.pid]).catch(() => undefined);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', stop);
      await stopping;
    }
  }
}

/** Room to hash the people of other tables, and no time spent on compiling a statement that runs once. */
async function ownMemory(sql: Sql): Promise<void> {
  await sql.run(`SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`);
}
