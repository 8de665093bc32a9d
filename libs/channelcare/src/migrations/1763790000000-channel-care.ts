import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers of LINE that may be asked for only sixty times an hour and imports of followers. */
export class ChannelCareTables1763790000000 implements MigrationInterface {
  name = 'ChannelCareTables1763790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE insight_answer (
        channel_id  uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
        -- the question: followers/20261120, demographics, unit/promotion_a/20261101-20261114 …
        question    text NOT NULL,
        answer      json NOT NULL,
        -- LINE will not change it any more
        is_final    boolean NOT NULL,
        asked_at    timestamptz NOT NULL,
        PRIMARY KEY (channel_id, question)
      );

      CREATE TABLE follower_import (
        channel_id   uuid PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
        bot_id       uuid NOT NULL,
        state        text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
        -- where the next page begins; LINE takes it for a day
        cursor       text,
        seen         integer NOT NULL DEFAULT 0,
        added        integer NOT NULL DEFAULT 0,
        problem      text,
        started_at   timestamptz NOT NULL,
        finished_at  timestamptz,
        -- when the next page is due; moved on by whoever reads it
        next_at      timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE follower_import, insight_answer');
  }
}
