import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record of one game is looked at by its host, beside the game. */
export class AuditOfGames1763814000000 implements MigrationInterface {
  name = 'AuditOfGames1763814000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX audit_entry_by_game ON audit_entry (bot_id, (details ->> 'gameId'), action, id) WHERE details ? 'gameId'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_by_game');
  }
}
