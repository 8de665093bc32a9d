import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Groups: what is known of them, and who an event or a timer of a group is about. A group is one conversation (`g:<id>`,
 * `r:<id>`), its members are contacts; `contact_id` is empty where LINE does not say who it was, and in 1:1 chats, where
 * the conversation knows.
 */
export class Groups1763780000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbox ADD COLUMN contact_id uuid;
      ALTER TABLE timer ADD COLUMN contact_id uuid;

      CREATE TABLE line_group (
        channel_id    uuid NOT NULL,
        line_id       text NOT NULL,
        bot_id        uuid NOT NULL,
        kind          text NOT NULL,                    -- group | room
        name          text,
        picture_url   text,
        member_count  integer,
        state         text NOT NULL DEFAULT 'in',       -- in | left
        met_at        timestamptz NOT NULL DEFAULT now(),
        left_at       timestamptz,
        refreshed_at  timestamptz,
        PRIMARY KEY (channel_id, line_id)
      );
      CREATE INDEX line_group_by_bot ON line_group (bot_id, met_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE line_group; ALTER TABLE timer DROP COLUMN contact_id; ALTER TABLE inbox DROP COLUMN contact_id');
  }
}
