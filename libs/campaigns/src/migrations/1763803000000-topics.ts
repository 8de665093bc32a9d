import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Topics: what people subscribe to, what was read for them, what was published. */
export class Topics1763803000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE topic (
        id             uuid PRIMARY KEY,
        bot_id         uuid NOT NULL,
        name           text NOT NULL,
        description    text NOT NULL DEFAULT '',
        template       json NOT NULL,
        feed           json,
        revision       integer NOT NULL DEFAULT 1,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL,
        -- when the feed is read next; empty: never. While somebody reads it, when they count as dead.
        feed_next_at   timestamptz,
        feed_last_at   timestamptz,
        feed_error     json,
        feed_failures  integer NOT NULL DEFAULT 0,
        -- what the server said about the version it gave (RFC 9110 13.1)
        feed_etag      text,
        feed_modified  text,
        -- what is in the feed at its first reading is old
        feed_primed    boolean NOT NULL DEFAULT false
      );
      CREATE UNIQUE INDEX topic_by_name ON topic (bot_id, lower(name));
      CREATE INDEX topic_feed_due ON topic (feed_next_at) WHERE feed_next_at IS NOT NULL;

      CREATE TABLE topic_subscription (
        topic_id    uuid NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
        contact_id  uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        bot_id      uuid NOT NULL,
        at          timestamptz NOT NULL,
        PRIMARY KEY (topic_id, contact_id)
      );
      CREATE INDEX topic_subscription_by_contact ON topic_subscription (contact_id);

      -- Items that were in the feed: nothing is sent twice.
      CREATE TABLE topic_item (
        topic_id  uuid NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
        key       text NOT NULL,
        seen_at   timestamptz NOT NULL,
        PRIMARY KEY (topic_id, key)
      );

      CREATE TABLE topic_issue (
        id            uuid PRIMARY KEY,
        bot_id        uuid NOT NULL,
        topic_id      uuid NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
        title         text NOT NULL,
        source        text NOT NULL,                     -- person | feed | api
        state         text NOT NULL DEFAULT 'planned',   -- planned | sending | nobody | cancelled | failed
        publish_at    timestamptz NOT NULL,
        blocks        json NOT NULL,
        item_key      text,
        campaign_ids  uuid[] NOT NULL DEFAULT '{}',
        reason        text
      );
      CREATE UNIQUE INDEX topic_issue_once ON topic_issue (topic_id, item_key) WHERE item_key IS NOT NULL;
      CREATE INDEX topic_issue_by_topic ON topic_issue (topic_id, id DESC);
      CREATE INDEX topic_issue_due ON topic_issue (publish_at) WHERE state = 'planned';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE topic_issue, topic_item, topic_subscription, topic');
  }
}
