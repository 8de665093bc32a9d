import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why something was not published: with a code, so that it can be said in the reader's language. */
export class IssueProblems1763813000000 implements MigrationInterface {
  name = 'IssueProblems1763813000000';

  async up(runner: QueryRunner): Promise<void> {
    // code and params; the sentence itself stays in `reason`
    await runner.query('ALTER TABLE topic_issue ADD COLUMN problem json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE topic_issue DROP COLUMN problem');
  }
}
