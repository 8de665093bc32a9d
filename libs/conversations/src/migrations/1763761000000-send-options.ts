import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a send says besides its messages: silent or not, and the name statistics are collected under (`SendOptions`). */
export class SendOptions1763761000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN options json; ALTER TABLE tag_push ADD COLUMN options json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tag_push DROP COLUMN options; ALTER TABLE outbox DROP COLUMN options');
  }
}
