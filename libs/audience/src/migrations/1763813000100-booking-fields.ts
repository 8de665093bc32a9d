import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which field of the person the time of a booking is kept for reminders: it must be emptied when the team cancels. */
export class BookingFields1763813000100 implements MigrationInterface {
  name = 'BookingFields1763813000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking ADD COLUMN keep_in text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN keep_in');
  }
}
