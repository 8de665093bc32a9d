import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Pictures, films, sounds and files that people sent and a flow asked for. LINE keeps them for a limited time only (FACTS §3),
 * so the bytes are fetched after the turn and kept here. A row that is wanted is its own timer (`next_at`).
 */
export class Media1763781000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE media (
        id               uuid PRIMARY KEY,
        bot_id           uuid NOT NULL,
        channel_id       uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        message_id       text NOT NULL,
        -- as LINE called it: image | video | audio | file
        media_type       text NOT NULL,
        file_name        text,
        state            text NOT NULL DEFAULT 'wanted',  -- wanted | stored | gone | failed | tooLarge | unsent
        attempts         smallint NOT NULL DEFAULT 0,
        next_at          timestamptz NOT NULL DEFAULT now(),
        -- what the bytes are, not what somebody said they are
        content_type     text,
        byte_size        integer,
        bytes            bytea,
        created_at       timestamptz NOT NULL DEFAULT now()
      );
      -- Compressed already: do not try again.
      ALTER TABLE media ALTER COLUMN bytes SET STORAGE EXTERNAL;
      CREATE INDEX media_wanted ON media (next_at) WHERE state = 'wanted';
      CREATE INDEX media_by_message ON media (conversation_id, message_id);
      CREATE INDEX media_by_age ON media (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE media');
  }
}
