import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Draws. Every single prize is a row that says from when on it may be given; giving it is taking the row, so that neither stock nor daily
 * spread can be exceeded however many try at once, and nobody waits for anybody (whoever takes one skips those being taken). What one
 * person may do is counted in their row, which their tries lock one after the other.
 */
export class Draws1763807000000 implements MigrationInterface {
  name = 'Draws1763807000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draw (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',
        -- sealed until it has ended
        seed        text,
        commitment  text,
        -- days are counted in it; that of the bot when it was started
        zone        text,
        -- the first of: opening, closing, drawing of winners, end
        due_at      timestamptz,
        opened_at   timestamptz,
        closed_at   timestamptz,
        ended_at    timestamptz,
        is_stopped  boolean NOT NULL DEFAULT false,
        -- what follows the end (flows for winners and others): how far it has come; null = nothing (more) to do
        follow_up   json,
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX draw_by_bot ON draw (bot_id, id);
      CREATE INDEX draw_due ON draw (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX draw_unfinished ON draw (id) WHERE follow_up IS NOT NULL;

      -- uploaded, until the draw opens and each becomes part of a prize
      CREATE TABLE draw_code (
        draw_id   uuid NOT NULL REFERENCES draw (id) ON DELETE CASCADE,
        code      text NOT NULL,
        bot_id    uuid NOT NULL,
        prize_id  text NOT NULL,
        PRIMARY KEY (draw_id, code)
      );
      CREATE INDEX draw_code_by_prize ON draw_code (draw_id, prize_id);

      CREATE TABLE draw_unit (
        draw_id   uuid NOT NULL REFERENCES draw (id) ON DELETE CASCADE,
        -- of the list of prizes, or of the row of tickets
        place     integer NOT NULL,
        bot_id    uuid NOT NULL,
        -- null: a ticket that wins nothing
        prize_id  text,
        from_at   timestamptz NOT NULL,
        code      text,
        try_id    uuid,
        PRIMARY KEY (draw_id, place)
      );
      CREATE INDEX draw_unit_free ON draw_unit (draw_id, prize_id, place) WHERE try_id IS NULL;
      CREATE INDEX draw_ticket_free ON draw_unit (draw_id, place) WHERE try_id IS NULL;
      -- no code twice, whatever happens
      CREATE UNIQUE INDEX draw_unit_code ON draw_unit (draw_id, code) WHERE code IS NOT NULL;

      CREATE TABLE draw_person (
        -- the "ticket" that names the person in the proof
        id           uuid PRIMARY KEY,
        draw_id      uuid NOT NULL REFERENCES draw (id) ON DELETE CASCADE,
        bot_id       uuid NOT NULL,
        -- null: forgotten
        contact_id   uuid,
        tries        integer NOT NULL DEFAULT 0,
        wins         integer NOT NULL DEFAULT 0,
        -- of the tries, on this day of the draw's zone
        day          date,
        day_tries    integer NOT NULL DEFAULT 0,
        agreed_at    timestamptz,
        joined_at    timestamptz NOT NULL,
        UNIQUE (draw_id, contact_id)
      );
      CREATE INDEX draw_person_by_contact ON draw_person (contact_id) WHERE contact_id IS NOT NULL;
      CREATE INDEX draw_person_in_order ON draw_person (draw_id, id);

      CREATE TABLE draw_try (
        id         uuid PRIMARY KEY,
        draw_id    uuid NOT NULL REFERENCES draw (id) ON DELETE CASCADE,
        bot_id     uuid NOT NULL,
        person_id  uuid NOT NULL REFERENCES draw_person (id) ON DELETE CASCADE,
        attempt    integer NOT NULL,
        -- what chance said, by odds
        lucky      text,
        -- what was given, and which one
        prize_id   text,
        place      integer,
        -- the flow has gone on behind what it gave
        is_told    boolean NOT NULL DEFAULT false,
        tried_at   timestamptz NOT NULL,
        UNIQUE (person_id, attempt)
      );
      CREATE INDEX draw_try_by_draw ON draw_try (draw_id, id);
      CREATE INDEX draw_try_won ON draw_try (draw_id, id) WHERE prize_id IS NOT NULL;
      -- no prize twice, whatever happens
      CREATE UNIQUE INDEX draw_try_place ON draw_try (draw_id, place) WHERE place IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draw_try, draw_person, draw_unit, draw_code, draw');
  }
}
