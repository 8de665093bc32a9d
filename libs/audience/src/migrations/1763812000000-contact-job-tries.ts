import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of many people that fails steps aside for the others: how often it failed, and when it is tried again. */
export class ContactJobTries1763812000000 implements MigrationInterface {
  name = 'ContactJobTries1763812000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact_job ADD COLUMN tries smallint NOT NULL DEFAULT 0, ADD COLUMN next_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact_job DROP COLUMN next_at, DROP COLUMN tries`);
  }
}
