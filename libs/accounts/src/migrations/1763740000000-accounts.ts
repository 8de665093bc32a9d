import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, how they sign in, what they may, and what they did. Only hashes of tokens and passwords are stored. */
export class Accounts1763740000000 implements MigrationInterface {
  name = 'Accounts1763740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id             uuid PRIMARY KEY,
        email          text NOT NULL,
        -- the address as it is compared: see normalizeEmail
        email_key      text NOT NULL UNIQUE,
        name           text NOT NULL,
        password_hash  text NOT NULL,
        language       text NOT NULL,
        color_scheme   text NOT NULL DEFAULT 'auto',
        created_at     timestamptz NOT NULL
      );

      CREATE TABLE person_session (
        id            uuid PRIMARY KEY,
        person_id     uuid NOT NULL REFERENCES person (id),
        token_hash    bytea NOT NULL UNIQUE,
        created_at    timestamptz NOT NULL,
        last_seen_at  timestamptz NOT NULL,
        expires_at    timestamptz NOT NULL,
        -- signed out or revoked; the row stays a while, as memory of where this person signs in from
        ended_at      timestamptz,
        user_agent    text NOT NULL,
        ip            text NOT NULL
      );
      CREATE INDEX person_session_by_person ON person_session (person_id, created_at);

      CREATE TABLE api_token (
        id            uuid PRIMARY KEY,
        person_id     uuid NOT NULL REFERENCES person (id),
        name          text NOT NULL,
        token_hash    bytea NOT NULL UNIQUE,
        last_four     text NOT NULL,
        created_at    timestamptz NOT NULL,
        expires_at    timestamptz,
        last_used_at  timestamptz
      );
      CREATE INDEX api_token_by_person ON api_token (person_id, created_at);

      -- Tokens of set-up links that were printed; all are gone once the first person exists.
      CREATE TABLE setup_token (token_hash bytea PRIMARY KEY, created_at timestamptz NOT NULL);

      -- Who may do what with which bot; decided in requireBot only.
      CREATE TABLE bot_member (
        bot_id      uuid NOT NULL,
        person_id   uuid NOT NULL REFERENCES person (id),
        role        text NOT NULL CHECK (role IN ('owner')),
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (bot_id, person_id)
      );
      CREATE INDEX bot_member_by_person ON bot_member (person_id);

      -- Failed tries by account and by address; a key is blocked for a while, never for good.
      CREATE TABLE sign_in_throttle (
        key            text PRIMARY KEY,
        failures       integer NOT NULL,
        blocked_until  timestamptz NOT NULL,
        last_at        timestamptz NOT NULL
      );

      CREATE TABLE audit_entry (
        id         uuid PRIMARY KEY,
        at         timestamptz NOT NULL,
        person_id  uuid,
        bot_id     uuid,
        action     text NOT NULL,
        details    jsonb NOT NULL,
        ip         text NOT NULL
      );
      CREATE INDEX audit_entry_by_bot ON audit_entry (bot_id, id);

      CREATE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_entry is only ever added to';
      END $$;
      CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_entry, sign_in_throttle, bot_member, setup_token, api_token, person_session, person;
      DROP FUNCTION audit_entry_is_final();
    `);
  }
}
