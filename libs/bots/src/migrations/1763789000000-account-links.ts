import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People joined with their account at somebody's own site (see `AccountLinks`). */
export class AccountLinks1763789000000 implements MigrationInterface {
  name = 'AccountLinks1763789000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_link (
        -- unpredictable, used once
        nonce         text PRIMARY KEY,
        bot_id        uuid NOT NULL REFERENCES bot (id) ON DELETE CASCADE,
        -- the person's id at the other place
        account_id    text NOT NULL,
        created_at    timestamptz NOT NULL,
        -- who came through with it
        channel_id    uuid,
        line_user_id  text,
        linked_at     timestamptz
      );
      CREATE INDEX account_link_by_person ON account_link (bot_id, channel_id, line_user_id) WHERE line_user_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_link');
  }
}
