import type { MigrationInterface, QueryRunner } from 'typeorm';

/** News of bingo that are on their way to players: a row is there until the last of them has been told. */
export class BingoNews1763809000000 implements MigrationInterface {
  name = 'BingoNews1763809000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bingo_news (
        game_id  uuid NOT NULL REFERENCES bingo_game (id) ON DELETE CASCADE,
        -- the event of the game they are about: told twice, they are told once
        seq      integer NOT NULL,
        bot_id   uuid NOT NULL,
        -- null: everybody who plays
        winners  uuid[],
        -- seat of the last player who was told
        after    integer NOT NULL DEFAULT 0,
        at       timestamptz NOT NULL,
        PRIMARY KEY (game_id, seq)
      );
      CREATE INDEX bingo_news_by_time ON bingo_news (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bingo_news');
  }
}
