import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that start when people come into a segment or leave it: which segments are watched, and who was in them at the last look. */
export class SegmentWatches1763812100000 implements MigrationInterface {
  name = 'SegmentWatches1763812100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One for each segment trigger of a live flow; kept in step with what is published.
      CREATE TABLE segment_watch (
        id                uuid PRIMARY KEY,
        bot_id            uuid NOT NULL REFERENCES bot (id),
        flow_id           uuid NOT NULL,
        node_id           text NOT NULL,
        segment_id        uuid NOT NULL,
        -- entered | left
        direction         text NOT NULL,
        again             boolean NOT NULL,
        present           boolean NOT NULL,
        -- revision of the segment whose people are known; null before the first look
        segment_revision  integer,
        -- why nobody can be looked for: a sentence
        problem           text,
        next_at           timestamptz NOT NULL,
        UNIQUE (flow_id, node_id)
      );
      CREATE INDEX segment_watch_due ON segment_watch (next_at);
      CREATE INDEX segment_watch_by_segment ON segment_watch (bot_id, segment_id);

      -- Everybody who was ever seen in it.
      CREATE TABLE segment_watch_person (
        watch_id    uuid NOT NULL REFERENCES segment_watch (id) ON DELETE CASCADE,
        contact_id  uuid NOT NULL,
        bot_id      uuid NOT NULL,
        is_in       boolean NOT NULL,
        -- how often the flow was told of this person
        times       integer NOT NULL DEFAULT 0,
        PRIMARY KEY (watch_id, contact_id)
      );
      CREATE INDEX segment_watch_person_by_contact ON segment_watch_person (contact_id);

      -- Up to which revision of the live flows the watches are in step.
      CREATE TABLE segment_watch_sync (bot_id uuid PRIMARY KEY REFERENCES bot (id), live_revision bigint NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE segment_watch_sync, segment_watch_person, segment_watch');
  }
}
