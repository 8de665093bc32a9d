import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Key pairs that sign for access tokens v2.1 (FACTS §14); at most one per channel. */
export class TokenKeys1763805600000 implements MigrationInterface {
  name = 'TokenKeys1763805600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel_token_key (
        channel_id   uuid PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
        bot_id       uuid NOT NULL,
        private_enc  text NOT NULL,
        public_jwk   json NOT NULL,
        -- what LINE calls the key; null until a person registered it there
        kid          text,
        created_at   timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_token_key');
  }
}
