import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How things stood before each turn of simulator channels, so that a turn can be taken back (see `StepBack`). */
export class TurnSnapshots1763805300000 implements MigrationInterface {
  name = 'TurnSnapshots1763805300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE turn_snapshot (
        turn_id          uuid PRIMARY KEY,
        bot_id           uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        state            json,
        contact          json,
        fired            json,
        timers           json NOT NULL
      );
      CREATE INDEX turn_snapshot_by_conversation ON turn_snapshot (conversation_id, turn_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE turn_snapshot');
  }
}
