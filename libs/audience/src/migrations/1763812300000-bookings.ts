import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bookings that flows keep, and how many places of a stretch of time they take. */
export class Bookings1763812300000 implements MigrationInterface {
  name = 'Bookings1763812300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE booking (
        id            uuid PRIMARY KEY,
        bot_id        uuid NOT NULL REFERENCES bot (id),
        contact_id    uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        flow_id       uuid,
        -- what is booked, in the team's words
        resource      text NOT NULL,
        at            timestamptz NOT NULL,
        -- of the bot's clock when it was booked: yyyy-MM-ddTHH:mm; and where the stretch it shares places with begins
        local         text NOT NULL,
        slot          text NOT NULL,
        people        integer NOT NULL,
        note          text NOT NULL DEFAULT '',
        -- booked | cancelled
        state         text NOT NULL DEFAULT 'booked',
        created_at    timestamptz NOT NULL,
        cancelled_at  timestamptz,
        -- person (the one who booked) | team
        cancelled_by  text
      );
      CREATE INDEX booking_by_time ON booking (bot_id, at, id);
      CREATE INDEX booking_by_contact ON booking (contact_id, at);

      -- Counted in the turn that books: the row is the lock.
      CREATE TABLE booking_slot (
        bot_id    uuid NOT NULL,
        resource  text NOT NULL,
        slot      text NOT NULL,
        taken     integer NOT NULL,
        PRIMARY KEY (bot_id, resource, slot)
      );
      -- Whoever is deleted, or whatever else ends a booking, gives the places back.
      CREATE FUNCTION booking_places_free() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE booking_slot SET taken = taken - OLD.people WHERE bot_id = OLD.bot_id AND resource = OLD.resource AND slot = OLD.slot;
        RETURN NULL;
      END $$;
      CREATE TRIGGER booking_deleted AFTER DELETE ON booking FOR EACH ROW WHEN (OLD.state = 'booked') EXECUTE FUNCTION booking_places_free();
      CREATE TRIGGER booking_cancelled AFTER UPDATE OF state ON booking FOR EACH ROW WHEN (OLD.state = 'booked' AND NEW.state <> 'booked') EXECUTE FUNCTION booking_places_free();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_slot, booking; DROP FUNCTION booking_places_free');
  }
}
