import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Saved segments, and what people did in flows. The latter is read out of the history of turns behind their back (`ActivityReader`), so that a turn
 * writes nothing more than it did. None of these tables refers to `contact` by a foreign key: checking one would lock the
 * rows that turns change.
 */
export class Segments1763801000000 implements MigrationInterface {
  name = 'Segments1763801000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE segment (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        definition  json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        created_at  timestamptz NOT NULL,
        updated_at  timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX segment_by_name ON segment (bot_id, lower(name));

      CREATE TABLE contact_activity (
        contact_id      uuid PRIMARY KEY,
        bot_id          uuid NOT NULL,
        -- wrote, tapped, or added the account
        last_active_at  timestamptz NOT NULL
      ) WITH (fillfactor = 80);
      -- For lists sorted by it.
      CREATE INDEX contact_activity_by_time ON contact_activity (bot_id, last_active_at DESC, contact_id);

      -- Where somebody's latest run of a flow stands, and when they first and last came to it and to its end.
      CREATE TABLE flow_run (
        flow_id            uuid NOT NULL,
        contact_id         uuid NOT NULL,
        bot_id             uuid NOT NULL,
        -- running | asking | waiting | calling | finished | dropped
        state              text NOT NULL,
        -- where it waits, or where it was left; null when finished
        node_id            text,
        -- in this state and at this node
        since              timestamptz NOT NULL,
        -- while calling: the flow that goes on in its place
        called_flow_id     uuid,
        times              integer NOT NULL,
        first_reached_at   timestamptz NOT NULL,
        last_reached_at    timestamptz NOT NULL,
        times_finished     integer NOT NULL,
        first_finished_at  timestamptz,
        last_finished_at   timestamptz,
        PRIMARY KEY (flow_id, contact_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX flow_run_by_contact ON flow_run (contact_id);

      -- Nodes people came to.
      CREATE TABLE flow_visit (
        flow_id     uuid NOT NULL,
        node_id     text NOT NULL,
        contact_id  uuid NOT NULL,
        bot_id      uuid NOT NULL,
        first_at    timestamptz NOT NULL,
        last_at     timestamptz NOT NULL,
        times       integer NOT NULL,
        PRIMARY KEY (flow_id, node_id, contact_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX flow_visit_by_contact ON flow_visit (contact_id);

      -- How far the history of turns has been read; one row, locked by whoever reads.
      CREATE TABLE activity_reader (
        name      text PRIMARY KEY,
        -- id of the last turn read, or the first id of a moment up to which there is none
        position  uuid NOT NULL
      );
      -- From the first turn there is, or from now on: the first UUIDv7 of this moment (RFC 9562 §5.7).
      INSERT INTO activity_reader SELECT 'turns', coalesce((SELECT id FROM turn ORDER BY id LIMIT 1),
        rpad(lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint - 60000), 12, '0'), 32, '0')::uuid);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activity_reader, flow_visit, flow_run, contact_activity, segment');
  }
}
