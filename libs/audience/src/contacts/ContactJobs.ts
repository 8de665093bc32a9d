import { Inject, Injectable } from '@nestjs/common';
import { DocumentRefusedError } from '@chatloom/bots';
import { Clock, Database, IdSource, LOGGER, type Logger, type Sql, type Transaction } from '@chatloom/platform';
import { type Cause, tellCause } from './Cause';
import { ContactFilters, type PeopleMeant } from './ContactFilters';

/** What is done to many people. */
export type JobSpec =
  | { kind: 'rename' | 'merge'; from: string[]; to: string; keepAlias: boolean }
  | { kind: 'delete'; from: string[] }
  | { kind: 'change'; people: PeopleMeant; addTags: string[]; removeTags: string[] }
  | { kind: 'clearField'; field: string };
export type JobKind = JobSpec['kind'];

export interface ContactJob {
  id: string;
  kind: JobKind;
  spec: JobSpec;
  /** People looked at, and of them changed, so far. */
  seen: number;
  changed: number;
  /** Why it ended before everybody was looked at, or why it is tried again: a sentence. */
  problem: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

type JobRow = { id: string; bot_id: string; spec: JobSpec; cause: Cause; cursor: string | null };
const COLUMNS = `id, kind, spec, seen, changed, problem, started_at AS "startedAt", finished_at AS "finishedAt"`;
/** Smaller than every id; compared without a condition of its own, so that the index is entered where the part begins. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** People looked at in one commit: some tens of ms, so that turns of the same people hardly wait. */
const WINDOW = 2_000;
/** A part that failed so often in a row will not get better by itself. */
const TRIES = 5;
/** Waited after the first failure; each time four times as long, so that a passing fault of the database may pass. */
const RETRY_MS = 1_000;

/** Changes of many people in the background: in the order of their ids, each part in one commit with the place it came to. */
@Injectable()
export class ContactJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly filters: ContactFilters,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param sql a transaction the job belongs to
   * @throws as `ContactFilters.compile`, for people who are meant by a filter
   */
  async start(botId: string, wanted: JobSpec, cause: Cause, sql: Sql = this.database.pg): Promise<ContactJob> {
    // Those meant now: a saved segment may be changed or deleted while the job is under way.
    const spec = wanted.kind === 'change' ? { ...wanted, people: await this.filters.settle(botId, wanted.people) } : wanted;
    const { rows } = await sql.query<ContactJob>(
      'audience.startJob',
      `INSERT INTO contact_job (id, bot_id, kind, spec, cause, started_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
      [this.ids.newId(), botId, spec.kind, JSON.stringify(spec), JSON.stringify(cause), new Date(this.clock.now())],
    );
    return rows[0]!;
  }

  async find(botId: string, jobId: string): Promise<ContactJob | null> {
    const { rows } = await this.database.pg.query<ContactJob>('audience.job', `SELECT ${COLUMNS} FROM contact_job WHERE bot_id = $1 AND id = $2`, [botId, jobId]);
    return rows[0] ?? null;
  }

  /** Those under way, oldest first. */
  async open(botId: string): Promise<ContactJob[]> {
    const { rows } = await this.database.pg.query<ContactJob>('audience.openJobs', `SELECT ${COLUMNS} FROM contact_job WHERE bot_id = $1 AND finished_at IS NULL ORDER BY started_at, id`, [botId]);
    return rows;
  }

  /**
   * Does the next part of the oldest job nobody works on. One that fails steps aside for the others, and ends with the reason after some tries.
   * @returns whether there was one
   */
  async work(): Promise<boolean> {
    let taken: JobRow | undefined;
    try {
      await this.database.pg.transaction(async (tx) => {
        const { rows } = await tx.query<JobRow>(
          'audience.takeJob',
          `SELECT id, bot_id, spec, cause, cursor FROM contact_job WHERE finished_at IS NULL AND (next_at IS NULL OR next_at <= $1)
           ORDER BY started_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
          [new Date(this.clock.now())],
        );
        taken = rows[0];
        if (taken) await this.part(tx, taken);
      });
    } catch (error) {
      if (!taken) throw error;
      await this.failed(taken, error as Error);
    }
    return taken !== undefined;
  }

  /** @param error a `DocumentRefusedError` stays one: something the people's segment names was deleted meanwhile, so nobody can tell who they are */
  private async failed(job: JobRow, error: Error): Promise<void> {
    const now = this.clock.now();
    const isFinal = error instanceof DocumentRefusedError;
    const { rows } = await this.database.pg.query<{ tries: number; finished: boolean }>(
      'audience.failJob',
      `UPDATE contact_job SET tries = tries + 1, problem = $2, next_at = $3::timestamptz + make_interval(secs => $4::float8 / 1000 * 4 ^ tries),
         finished_at = CASE WHEN $5 OR tries + 1 >= $6 THEN $3::timestamptz END
       WHERE id = $1 RETURNING tries, finished_at IS NOT NULL AS finished`,
      [job.id, error.message, new Date(now), RETRY_MS, isFinal, TRIES],
    );
    this.logger.warn({ err: error, botId: job.bot_id, jobId: job.id, tries: rows[0]?.tries, isOver: rows[0]?.finished }, 'A change of many people failed.');
  }

  private async part(tx: Transaction, job: JobRow): Promise<void> {
    const after = job.cursor ?? BEFORE_ALL;
    const { rows: window } = await tx.query<{ last: string | null; n: number }>(
      'audience.jobWindow',
      `SELECT (array_agg(id ORDER BY id DESC))[1] AS last, count(*)::int AS n FROM (SELECT id FROM contact WHERE bot_id = $1 AND id > $2 ORDER BY id LIMIT ${WINDOW}) w`,
      [job.bot_id, after],
    );
    const { last, n } = window[0]!;
    await tellCause(tx, job.cause);
    const changed = last === null ? 0 : await this.apply(tx, job.bot_id, job.spec, after, last);
    const isDone = n < WINDOW;
    if (isDone) await this.finish(tx, job.bot_id, job.spec);
    await tx.query(
      'audience.moveJob',
      'UPDATE contact_job SET cursor = coalesce($2, cursor), seen = seen + $3, changed = changed + $4, finished_at = $5, tries = 0, next_at = NULL, problem = NULL WHERE id = $1',
      [job.id, last, n, changed, isDone ? new Date(this.clock.now()) : null],
    );
  }

  /** @returns how many people were changed */
  private async apply(tx: Transaction, botId: string, spec: JobSpec, after: string, until: string): Promise<number> {
    const { set, where, values } = await this.statementOf(botId, spec);
    const n = values.length;
    const { rowCount } = await tx.run(`UPDATE contact c SET ${set} WHERE ${where} AND c.bot_id = $${n + 1} AND c.id > $${n + 2} AND c.id <= $${n + 3}`, [...values, botId, after, until]);
    return rowCount ?? 0;
  }

  private async statementOf(botId: string, spec: JobSpec): Promise<{ set: string; where: string; values: unknown[] }> {
    switch (spec.kind) {
      case 'rename':
      case 'merge':
        // With aliases the old names stay, in step with the new one (the trigger `contact_tags_in_step`).
        return { set: newTags('ARRAY[$2::text]', spec.keepAlias ? `'{}'::text[]` : '$1::text[]'), where: 'c.tags && $1::text[] AND NOT (c.tags @> ARRAY[$2::text] AND $3)', values: [spec.from, spec.to, spec.keepAlias] };
      case 'delete':
        return { set: newTags(`'{}'::text[]`, '$1::text[]'), where: 'c.tags && $1::text[]', values: [spec.from] };
      case 'change': {
        const people = await this.filters.compile(botId, spec.people, 3);
        return {
          set: newTags('$1::text[]', '$2::text[]'),
          where: `NOT (c.tags @> $1::text[] AND NOT c.tags && $2::text[]) AND ${people.where}`,
          values: [spec.addTags, spec.removeTags, ...people.values],
        };
      }
      case 'clearField':
        return { set: 'fields = c.fields - $1::text', where: 'c.fields ? $1::text', values: [spec.field] };
    }
  }

  /** The names that went away are forgotten when nobody has them any more. */
  private async finish(tx: Transaction, botId: string, spec: JobSpec): Promise<void> {
    if (spec.kind !== 'rename' && spec.kind !== 'merge' && spec.kind !== 'delete') return;
    await tx.query('audience.forgetTags', 'DELETE FROM tag WHERE bot_id = $1 AND name = ANY ($2::text[])', [botId, spec.from]);
    // The numbers of the list are not true any more.
    await tx.query('audience.countAgain', 'DELETE FROM tag_count WHERE bot_id = $1', [botId]);
  }
}

function newTags(add: string, remove: string): string {
  return `tags = ARRAY(SELECT DISTINCT t FROM unnest(c.tags || ${add}) AS t WHERE t <> ALL (${remove}) ORDER BY t)`;
}
