import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who were deleted, for some minutes: processes remember ids of conversations, and something they are just storing may still carry
 * the id of one that is gone. And messages sent to somebody by no turn of theirs, so that they can be shown and deleted.
 */
export class Forgetting1763800500000 implements MigrationInterface {
  name = 'Forgetting1763800500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE forgotten_person (
        contact_id       uuid PRIMARY KEY,
        bot_id           uuid NOT NULL,
        channel_id       uuid NOT NULL,
        -- null: met in groups, or imported, and never wrote
        conversation_id  uuid,
        line_user_id     text NOT NULL,
        forgotten_at     timestamptz NOT NULL
      );
      -- Replies and pushes of turns have priority 0: the way of an event pays nothing for this one.
      CREATE INDEX outbox_pushed ON outbox (conversation_id, id) WHERE priority > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_pushed; DROP TABLE forgotten_person');
  }
}
