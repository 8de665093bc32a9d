import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { Segment, SegmentChoice, SegmentProblem, SegmentUse } from '@chatloom/contract';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { checkSegment, isBlocked } from './checkSegment';
import { type CompiledSegment, compileSegment } from './compileSegment';
import { NameFinder } from './NameFinder';
import { SegmentFacts } from './SegmentFacts';
import { SegmentRefusedError } from './SegmentRefusedError';
import type { SegmentScene } from './SegmentScene';

/** A segment with a name. */
export interface SavedSegmentRow {
  id: string;
  name: string;
  definition: Segment;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Tells what of a capability uses a segment, e.g. campaigns that are not over. */
export type SegmentUser = (botId: string, segmentId: string) => Promise<SegmentUse[]>;

const COLUMNS = 'id, name, definition, revision, created_at AS "createdAt", updated_at AS "updatedAt"';
const UNIQUE_VIOLATION = '23505';

/** Saved segments, and what a segment means in SQL. */
@Injectable()
export class Segments {
  private readonly users: SegmentUser[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly names: NameFinder,
    private readonly facts: SegmentFacts,
  ) {}

  /** Capabilities that name segments say so here, so that none is deleted under them. */
  registerUser(user: SegmentUser): void {
    this.users.push(user);
  }

  // ---------------------------------------------------------------- saved ones

  /** By name. */
  async list(botId: string): Promise<(SavedSegmentRow & { problems: SegmentProblem[] })[]> {
    const { rows } = await this.database.pg.query<SavedSegmentRow>('segments.list', `SELECT ${COLUMNS} FROM segment WHERE bot_id = $1 ORDER BY lower(name), id`, [botId]);
    const known = await this.names.find(botId, rows.map(({ definition }) => definition));
    return rows.map((row) => ({ ...row, problems: checkSegment(row.definition, known) }));
  }

  /** `null` when there is none of this bot. */
  async find(botId: string, segmentId: string): Promise<SavedSegmentRow | null> {
    const { rows } = await this.database.pg.query<SavedSegmentRow>('segments.find', `SELECT ${COLUMNS} FROM segment WHERE bot_id = $1 AND id = $2`, [botId, segmentId]);
    return rows[0] ?? null;
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, segmentId: string): Promise<SavedSegmentRow> {
    const found = await this.find(botId, segmentId);
    if (!found) throw new NotFoundError('segment');
    return found;
  }

  /** @throws StateConflictError when the name is taken */
  async create(botId: string, segment: { name: string; definition: Segment }): Promise<SavedSegmentRow> {
    const id = this.ids.newId();
    await this.withFreeName(() =>
      this.database.pg.query('segments.create', 'INSERT INTO segment (id, bot_id, name, definition, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)', [
        id, botId, segment.name, JSON.stringify(segment.definition), new Date(this.clock.now()),
      ]),
    );
    return this.getOrThrow(botId, id);
  }

  /** @throws NotFoundError; StateConflictError when it was saved after `revision`, or the name is taken */
  async save(botId: string, segmentId: string, segment: { name: string; definition: Segment; revision: number }): Promise<SavedSegmentRow> {
    const { rowCount } = await this.withFreeName(() =>
      this.database.pg.query('segments.save', 'UPDATE segment SET name = $4, definition = $5, revision = revision + 1, updated_at = $6 WHERE bot_id = $1 AND id = $2 AND revision = $3', [
        botId, segmentId, segment.revision, segment.name, JSON.stringify(segment.definition), new Date(this.clock.now()),
      ]),
    );
    const saved = await this.getOrThrow(botId, segmentId);
    if (rowCount === 0) throw new StateConflictError('Somebody else changed this segment meanwhile. Load it again.');
    return saved;
  }

  /** What uses it: ask before deleting. */
  async uses(botId: string, segmentId: string): Promise<SegmentUse[]> {
    return (await Promise.all(this.users.map((user) => user(botId, segmentId)))).flat();
  }

  /** @returns what uses it, when that kept it from being deleted. @throws NotFoundError */
  async delete(botId: string, segmentId: string): Promise<SegmentUse[]> {
    await this.getOrThrow(botId, segmentId);
    const uses = await this.uses(botId, segmentId);
    if (uses.length === 0) await this.database.pg.query('segments.delete', 'DELETE FROM segment WHERE bot_id = $1 AND id = $2', [botId, segmentId]);
    return uses;
  }

  // ---------------------------------------------------------------- what one means

  /** The rules of a saved segment, or those given. @throws NotFoundError */
  async definitionOf(botId: string, choice: SegmentChoice): Promise<Segment> {
    return 'definition' in choice ? choice.definition : (await this.getOrThrow(botId, choice.segmentId)).definition;
  }

  /** What it names that is not there any more. */
  async problems(botId: string, segment: Segment): Promise<SegmentProblem[]> {
    return checkSegment(segment, await this.names.find(botId, [segment]));
  }

  /** Now, in the bot's time zone. @throws NotFoundError */
  async scene(botId: string): Promise<SegmentScene> {
    const { rows } = await this.database.pg.query<{ time_zone: string }>('segments.zone', 'SELECT time_zone FROM bot WHERE id = $1', [botId]);
    if (!rows[0]) throw new NotFoundError('bot');
    return { botId, now: this.clock.now(), timeZone: rows[0].time_zone };
  }

  /**
   * A condition over `contact c`, bounded by the bot, for statements of other parts (a campaign's freezing, an export).
   * @param from number of the first parameter
   * @throws SegmentRefusedError with a blocking problem: what is gone must not quietly become everybody
   */
  async compile(botId: string, segment: Segment, from = 1): Promise<CompiledSegment> {
    const problems = await this.problems(botId, segment);
    if (isBlocked(problems)) throw new SegmentRefusedError(problems);
    return compileSegment(segment, await this.scene(botId), this.facts, from);
  }

  private async withFreeName<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw new StateConflictError('There is a segment with this name already.');
      throw error;
    }
  }
}
