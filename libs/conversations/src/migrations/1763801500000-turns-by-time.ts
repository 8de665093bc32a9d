import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Turns by their ids, which carry their time: for those who read history as it grows, over all conversations. A block range index, because turns
 * are stored nearly in the order of their ids: it is a few pages, and a turn that is written hardly touches it.
 */
export class TurnsByTime1763801500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX turn_by_time ON turn USING brin (id) WITH (pages_per_range = 32, autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX turn_by_time');
  }
}
