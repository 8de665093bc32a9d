import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bots, their channels, and flows with drafts and immutable versions.
 *
 * Documents are `json`, not `jsonb`: they are read and written whole, and `jsonb` would reorder and re-parse them.
 * Rows of a flow refer to it together with its bot, so that nothing can point across bots.
 */
export class Bots1763750000000 implements MigrationInterface {
  name = 'Bots1763750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bot (
        id              uuid PRIMARY KEY,
        name            text NOT NULL,
        time_zone       text NOT NULL,
        language        text NOT NULL,
        -- opening hours by ISO weekday; null = always open
        business_hours  jsonb,
        -- goes up, in the same transaction, with whatever changes what live conversations run
        live_revision   bigint NOT NULL DEFAULT 1,
        -- the same for what the simulator channel runs
        draft_revision  bigint NOT NULL DEFAULT 1,
        archived_at     timestamptz,
        created_at      timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE channel (
        id                uuid PRIMARY KEY,
        bot_id            uuid NOT NULL REFERENCES bot (id),
        kind              text NOT NULL CHECK (kind IN ('line', 'simulator')),
        name              text NOT NULL,
        -- the last part of /webhook/<key>: random, so that it cannot be guessed
        webhook_key       text NOT NULL UNIQUE,
        bot_user_id       text,
        basic_id          text,
        display_name      text,
        secret_enc        text NOT NULL,
        token_enc         text NOT NULL,
        secret_last_four  text NOT NULL,
        token_last_four   text NOT NULL,
        state             text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
        paused_reason     text,
        runs              text NOT NULL CHECK (runs IN ('published', 'draft')),
        created_at        timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX channel_by_bot ON channel (bot_id, created_at);
      CREATE UNIQUE INDEX channel_one_simulator ON channel (bot_id) WHERE kind = 'simulator';

      CREATE TABLE flow (
        id                    uuid PRIMARY KEY,
        bot_id                uuid NOT NULL REFERENCES bot (id),
        name                  text NOT NULL,
        draft                 json NOT NULL,
        draft_revision        integer NOT NULL DEFAULT 1,
        -- the draft revision that was published last; equal = nothing changed since
        published_revision    integer,
        published_version_id  uuid,
        position              integer NOT NULL,
        archived_at           timestamptz,
        created_at            timestamptz NOT NULL DEFAULT now(),
        updated_at            timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bot_id, id)
      );
      CREATE INDEX flow_by_bot ON flow (bot_id, position, id);

      CREATE TABLE flow_version (
        id             uuid PRIMARY KEY,
        bot_id         uuid NOT NULL,
        flow_id        uuid NOT NULL,
        number         integer NOT NULL,
        document       json NOT NULL,
        note           text NOT NULL DEFAULT '',
        published_by   uuid,
        published_at   timestamptz NOT NULL DEFAULT now(),
        -- set when a later version was published with "move people who are inside": they continue there
        superseded_by  uuid,
        UNIQUE (flow_id, number),
        FOREIGN KEY (bot_id, flow_id) REFERENCES flow (bot_id, id)
      );
      CREATE INDEX flow_version_superseded ON flow_version (bot_id) WHERE superseded_by IS NOT NULL;

      -- What was done to a draft, one row per saved batch: undo of others' windows, conflicts, "who did that".
      CREATE TABLE flow_operation (
        flow_id     uuid NOT NULL,
        -- the draft's revision after the batch
        revision    integer NOT NULL,
        bot_id      uuid NOT NULL,
        client_id   text NOT NULL,
        person_id   uuid,
        operations  json NOT NULL,
        at          timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (flow_id, revision),
        FOREIGN KEY (bot_id, flow_id) REFERENCES flow (bot_id, id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE flow_operation, flow_version, flow, channel, bot');
  }
}
