import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose profile is the oldest is asked once a second. Turns do not change these columns, so their updates stay as cheap as they were. */
export class ProfileRefresh1763805700000 implements MigrationInterface {
  name = 'ProfileRefresh1763805700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX contact_by_profile_age ON contact (coalesce(profile_at, created_at)) WHERE is_friend`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX contact_by_profile_age');
  }
}
