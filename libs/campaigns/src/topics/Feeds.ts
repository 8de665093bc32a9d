import type { Block, Feed, FeedItem } from '@chatloom/contract';
import type { Clock, Database, IdSource, Logger, Transaction } from '@chatloom/platform';
import { checkBlocks } from '../content/checkBlocks';
import type { FeedReader, FeedReading } from './FeedReader';
import { fillTemplate } from './fillTemplate';

/** Whoever takes a feed in hand and dies: another tries after so long. Longer than any reading may take. */
const LEASE_MS = 60_000;
/** Feeds read at once by one process. */
const AT_ONCE = 4;
const DAY_MS = 86_400_000;
/** An item that was in no reading for so long is forgotten; should it come back, it is news. */
const FORGET_AFTER_DAYS = 90;

interface DueFeed {
  id: string;
  bot_id: string;
  revision: number;
  feed: Feed;
  feed_etag: string | null;
  feed_modified: string | null;
}

/**
 * Reads the feeds of topics when their time has come. What was in a reading is remembered in the transaction that makes issues of the new ones, so nothing
 * is sent twice, whoever dies when. The address is read outside of any transaction.
 */
export class Feeds {
  constructor(
    private readonly parts: { database: Database; clock: Clock; ids: IdSource; logger: Logger; reader: FeedReader },
  ) {}

  /** @returns how many feeds were read */
  async work(): Promise<number> {
    const { database, clock } = this.parts;
    const now = clock.now();
    const { rows } = await database.pg.query<DueFeed>(
      'topics.dueFeeds',
      `UPDATE topic t SET feed_next_at = to_timestamp(($1::float8 + ${LEASE_MS}) / 1000) FROM (
         SELECT id FROM topic WHERE feed_next_at <= to_timestamp($1::float8 / 1000) ORDER BY feed_next_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
       ) due WHERE t.id = due.id RETURNING t.id, t.bot_id, t.revision, t.feed, t.feed_etag, t.feed_modified`,
      [now],
    );
    await Promise.all(rows.map((topic) => this.read(topic)));
    return rows.length;
  }

  private async read(topic: DueFeed): Promise<void> {
    const reading = await this.parts.reader.read(topic.feed.url, { etag: topic.feed_etag, modified: topic.feed_modified });
    if (reading.kind === 'failed') this.parts.logger.warn({ botId: topic.bot_id, topicId: topic.id, code: reading.error.code }, 'The feed of a topic could not be read.');
    await this.parts.database.pg.transaction((tx) => this.record(tx, topic, reading));
  }

  private async record(tx: Transaction, topic: DueFeed, reading: FeedReading): Promise<void> {
    const now = this.parts.clock.now();
    const { rows } = await tx.query<{ template: Block[]; time_zone: string; feed_primed: boolean; feed_failures: number }>(
      'topics.lock',
      'SELECT t.template, b.time_zone, t.feed_primed, t.feed_failures FROM topic t JOIN bot b ON b.id = t.bot_id WHERE t.id = $1 AND t.revision = $2 FOR UPDATE OF t',
      [topic.id, topic.revision],
    );
    const known = rows[0];
    // Changed or deleted meanwhile: what was read is of another address, perhaps. A change has set the next time itself.
    if (!known) return;
    const every = topic.feed.everyMinutes * 60_000;
    if (reading.kind === 'failed') {
      const failures = known.feed_failures + 1;
      const wait = Math.min(DAY_MS, every * 2 ** Math.min(failures - 1, 6));
      await tx.query(
        'topics.feedFailed',
        'UPDATE topic SET feed_last_at = $2, feed_next_at = $3, feed_error = $4, feed_failures = $5 WHERE id = $1',
        [topic.id, new Date(now), new Date(now + Math.max(wait, every)), JSON.stringify(reading.error), failures],
      );
      return;
    }
    if (reading.kind === 'items') await this.remember(tx, topic, known, reading.items, now);
    await tx.query(
      'topics.feedRead',
      `UPDATE topic SET feed_last_at = $2, feed_next_at = $3, feed_error = NULL, feed_failures = 0, feed_primed = true,
         feed_etag = CASE WHEN $4 THEN $5 ELSE feed_etag END, feed_modified = CASE WHEN $4 THEN $6 ELSE feed_modified END WHERE id = $1`,
      [topic.id, new Date(now), new Date(now + every), reading.kind === 'items', ...(reading.kind === 'items' ? [reading.version.etag, reading.version.modified] : [null, null])],
    );
  }

  private async remember(tx: Transaction, topic: DueFeed, known: { template: Block[]; time_zone: string; feed_primed: boolean }, items: readonly FeedItem[], now: number): Promise<void> {
    const byKey = new Map(items.map((item) => [item.key, item]));
    const { rows } = await tx.query<{ key: string; is_new: boolean }>(
      'topics.items',
      `INSERT INTO topic_item (topic_id, key, seen_at) SELECT $1, key, $3 FROM unnest($2::text[]) AS i(key)
       ON CONFLICT (topic_id, key) DO UPDATE SET seen_at = excluded.seen_at RETURNING key, xmax = 0 AS is_new`,
      [topic.id, [...byKey.keys()], new Date(now)],
    );
    await tx.query('topics.forgetItems', `DELETE FROM topic_item WHERE topic_id = $1 AND seen_at < $2`, [topic.id, new Date(now - FORGET_AFTER_DAYS * DAY_MS)]);
    if (!known.feed_primed) return;
    const isNew = new Set(rows.filter((row) => row.is_new).map((row) => row.key));
    const news = [...byKey.values()].filter((item) => isNew.has(item.key)).sort(newestFirst).slice(0, topic.feed.maxItems);
    // The oldest of them first, as they happened.
    for (const item of news.reverse()) {
      const blocks = fillTemplate(known.template, item, known.time_zone);
      const fault = checkBlocks(blocks).find((one) => one.severity === 'blocking');
      await tx.query(
        'topics.issueOfItem',
        `INSERT INTO topic_issue (id, bot_id, topic_id, title, source, state, publish_at, blocks, item_key, reason, problem) VALUES ($1, $2, $3, $4, 'feed', $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
        [this.parts.ids.newId(), topic.bot_id, topic.id, item.title, fault ? 'failed' : 'planned', new Date(now), JSON.stringify(blocks), item.key, fault?.message ?? null, fault ? JSON.stringify({ code: fault.code, params: fault.params }) : null],
      );
    }
  }
}

/** Items without a date keep the feed's order, which is newest first. */
function newestFirst(a: FeedItem, b: FeedItem): number {
  return a.publishedAt !== null && b.publishedAt !== null ? Date.parse(b.publishedAt) - Date.parse(a.publishedAt) : 0;
}
