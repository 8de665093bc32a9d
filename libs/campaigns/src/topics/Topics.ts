import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { BlockProblem, Feed, FeedError, Topic, TopicInput } from '@chatloom/contract';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { checkBlocks } from '../content/checkBlocks';
import { fillTemplate } from './fillTemplate';

interface TopicRow {
  id: string;
  name: string;
  description: string;
  template: TopicInput['template'];
  feed: Feed | null;
  revision: number;
  created_at: Date;
  updated_at: Date;
  feed_next_at: Date | null;
  feed_last_at: Date | null;
  feed_error: FeedError | null;
  feed_failures: number;
  subscribers: number;
  last_issue_at: Date | null;
}

const SELECT = `SELECT t.id, t.name, t.description, t.template, t.feed, t.revision, t.created_at, t.updated_at, t.feed_next_at, t.feed_last_at, t.feed_error, t.feed_failures,
  (SELECT count(*)::int FROM topic_subscription s WHERE s.topic_id = t.id) AS subscribers,
  (SELECT max(publish_at) FROM topic_issue i WHERE i.topic_id = t.id AND i.state = 'sending') AS last_issue_at
  FROM topic t`;
const SAMPLE = { title: 'Title', link: 'https://example.com/', summary: 'Summary', publishedAt: null };

/** What people can subscribe to. Every query is bounded by the bot. */
@Injectable()
export class Topics {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  async list(botId: string): Promise<Topic[]> {
    const { rows } = await this.database.pg.query<TopicRow>('topics.list', `${SELECT} WHERE t.bot_id = $1 ORDER BY lower(t.name), t.id`, [botId]);
    return rows.map(toTopic);
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, id: string): Promise<Topic> {
    const { rows } = await this.database.pg.query<TopicRow>('topics.get', `${SELECT} WHERE t.bot_id = $1 AND t.id = $2`, [botId, id]);
    if (!rows[0]) throw new NotFoundError('topic');
    return toTopic(rows[0]);
  }

  /** @throws StateConflictError when the name is taken */
  async create(botId: string, input: TopicInput): Promise<Topic> {
    const id = this.ids.newId();
    await this.named(input.name, () =>
      this.database.pg.query(
        'topics.create',
        'INSERT INTO topic (id, bot_id, name, description, template, feed, created_at, updated_at, feed_next_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, CASE WHEN $8 THEN $7::timestamptz END)',
        [id, botId, input.name, input.description, JSON.stringify(input.template), input.feed && JSON.stringify(input.feed), this.now, input.feed?.isOn ?? false],
      ),
    );
    return this.getOrThrow(botId, id);
  }

  /** Another address begins anew: what it holds then is old. @throws StateConflictError, NotFoundError */
  async update(botId: string, id: string, { baseRevision, ...input }: TopicInput & { baseRevision: number }): Promise<Topic> {
    const { rowCount } = await this.named(input.name, () =>
      this.database.pg.query(
        'topics.update',
        `UPDATE topic SET name = $4, description = $5, template = $6, feed = $7::json, revision = revision + 1, updated_at = $8,
           feed_next_at = CASE WHEN $9 THEN $8::timestamptz END, feed_error = NULL, feed_failures = 0,
           feed_primed = feed_primed AND feed ->> 'url' IS NOT DISTINCT FROM $7::json ->> 'url',
           feed_etag = CASE WHEN feed ->> 'url' IS NOT DISTINCT FROM $7::json ->> 'url' THEN feed_etag END,
           feed_modified = CASE WHEN feed ->> 'url' IS NOT DISTINCT FROM $7::json ->> 'url' THEN feed_modified END
         WHERE bot_id = $1 AND id = $2 AND revision = $3`,
        [botId, id, baseRevision, input.name, input.description, JSON.stringify(input.template), input.feed && JSON.stringify(input.feed), this.now, input.feed?.isOn ?? false],
      ),
    );
    const topic = await this.getOrThrow(botId, id);
    if (rowCount === 0) throw new StateConflictError('Somebody else changed this topic meanwhile. Load it again.');
    return topic;
  }

  /** With its subscriptions. @throws NotFoundError */
  async delete(botId: string, id: string): Promise<void> {
    const { rowCount } = await this.database.pg.query('topics.delete', 'DELETE FROM topic WHERE bot_id = $1 AND id = $2', [botId, id]);
    if (rowCount === 0) throw new NotFoundError('topic');
  }

  private async named<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'topic_by_name') throw new StateConflictError(`There is a topic named "${name}" already.`);
      throw error;
    }
  }

  private get now(): Date {
    return new Date(this.clock.now());
  }
}

/** What is wrong with a template, shown by an item it may have to do with. */
export function templateProblems(template: TopicInput['template']): BlockProblem[] {
  return checkBlocks(fillTemplate(template, SAMPLE, 'UTC'));
}

function toTopic(row: TopicRow): Topic {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    id: row.id, name: row.name, description: row.description, template: row.template, feed: row.feed, revision: row.revision, subscribers: row.subscribers,
    createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), lastIssueAt: iso(row.last_issue_at), problems: templateProblems(row.template),
    reading: row.feed && { lastAt: iso(row.feed_last_at), nextAt: iso(row.feed_next_at), error: row.feed_error, failures: row.feed_failures },
  };
}
