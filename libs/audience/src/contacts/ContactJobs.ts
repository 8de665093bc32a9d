import { Injectable } from '@nestjs/common';
import { DocumentRefusedError } from '@chatloom/bots';
import { Clock, Database, IdSource, type Sql, type Transaction } from '@chatloom/platform';
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
  /** Why it ended before everybody was looked at: a sentence. */
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

/** Changes of many people in the background: in the order of their ids, each part in one commit with the place it came to. */
@Injectable()
export class ContactJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly filters: ContactFilters,
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

  /** Does the next part of the oldest job nobody works on. @returns whether there was one */
  async work(): Promise<boolean> {
    let taken: JobRow | undefined;
    try {
      await this.database.pg.transaction(async (tx) => {
        const { rows } = await tx.query<JobRow>(
          'audience.takeJob',
          'SELECT id, bot_id, spec, cause, cursor FROM contact_job WHERE finished_at IS NULL ORDER BY started_at, id LIMIT 1 FOR UPDATE SKIP LOCKED',
        );
        taken = rows[0];
        if (taken) await this.part(tx, taken);
      });
    } catch (error) {
      // The people it was for cannot be told any more: something their segment names was deleted meanwhile.
      if (!taken || !(error instanceof DocumentRefusedError)) throw error;
      await this.database.pg.query('audience.endJob', 'UPDATE contact_job SET finished_at = $2, problem = $3 WHERE id = $1', [taken.id, new Date(this.clock.now()), error.message]);
    }
    return taken !== undefined;
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
      'UPDATE contact_job SET cursor = coalesce($2, cursor), seen = seen + $3, changed = changed + $4, finished_at = $5 WHERE id = $1',
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
