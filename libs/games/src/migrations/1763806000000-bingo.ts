import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bingo. The events of a game are the game: rounds, cards, calls, marks and prizes are read back from them. Its row is what
 * commands lock, and names the last event, so that a process which keeps rounds in memory knows whether it still knows all.
 */
export class Bingo1763806000000 implements MigrationInterface {
  name = 'Bingo1763806000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bingo_game (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',
        round       integer NOT NULL DEFAULT 0,
        -- sealed until the game has ended
        seed        text,
        commitment  text,
        last_seq    integer NOT NULL DEFAULT 0,
        last_event  uuid,
        players     integer NOT NULL DEFAULT 0,
        -- calls of the present round
        calls       integer NOT NULL DEFAULT 0,
        -- of the timetable
        next_call_at timestamptz,
        -- the first of: start, next call, end of a claim
        due_at      timestamptz,
        created_at  timestamptz NOT NULL DEFAULT now(),
        started_at  timestamptz,
        ended_at    timestamptz
      );
      CREATE INDEX bingo_game_by_bot ON bingo_game (bot_id, id);
      CREATE INDEX bingo_game_due ON bingo_game (due_at) WHERE due_at IS NOT NULL;

      CREATE TABLE bingo_player (
        game_id          uuid NOT NULL REFERENCES bingo_game (id) ON DELETE CASCADE,
        contact_id       uuid NOT NULL,
        bot_id           uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        -- order of joining; cards are dealt in it
        seat             integer NOT NULL,
        joined_at        timestamptz NOT NULL,
        PRIMARY KEY (game_id, contact_id),
        UNIQUE (game_id, seat)
      );
      CREATE INDEX bingo_player_by_contact ON bingo_player (contact_id);

      CREATE TABLE bingo_event (
        game_id  uuid NOT NULL REFERENCES bingo_game (id) ON DELETE CASCADE,
        seq      integer NOT NULL,
        id       uuid NOT NULL,
        bot_id   uuid NOT NULL,
        round    integer NOT NULL,
        event    json NOT NULL,
        PRIMARY KEY (game_id, seq)
      );

      -- For lists, segments and people's pages; and a second lock on the box with the prizes.
      CREATE TABLE bingo_win (
        game_id     uuid NOT NULL REFERENCES bingo_game (id) ON DELETE CASCADE,
        round       integer NOT NULL,
        prize_id    text NOT NULL,
        place       integer NOT NULL,
        bot_id      uuid NOT NULL,
        contact_id  uuid NOT NULL,
        call        integer NOT NULL,
        won_at      timestamptz NOT NULL,
        PRIMARY KEY (game_id, round, prize_id, place),
        UNIQUE (game_id, round, prize_id, contact_id)
      );
      CREATE INDEX bingo_win_by_contact ON bingo_win (contact_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bingo_win, bingo_event, bingo_player, bingo_game');
  }
}
