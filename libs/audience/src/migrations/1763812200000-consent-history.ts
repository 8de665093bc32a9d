import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people said to marketing over time, and to which words. The history hangs on a trigger, so that no way of changing a person can forget it; its
 * conditions are checked before any function is called.
 */
export class ConsentHistory1763812200000 implements MigrationInterface {
  name = 'ConsentHistory1763812200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The terms a flow asked with: { version, hash, flowId }. Means something only while consent_by is flow.
      ALTER TABLE contact ADD COLUMN consent_terms json;

      -- Words people were asked with, once for all who read the same.
      CREATE TABLE consent_text (
        bot_id    uuid NOT NULL REFERENCES bot (id),
        -- SHA-256 of the text in UTF-8, hexadecimal
        hash      text NOT NULL,
        text      text NOT NULL,
        first_at  timestamptz NOT NULL,
        PRIMARY KEY (bot_id, hash)
      );

      CREATE TABLE consent_change (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        contact_id  uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        bot_id      uuid NOT NULL,
        -- yes | no | unknown
        state       text NOT NULL,
        at          timestamptz NOT NULL,
        -- person | import | flow | api
        by          text,
        note        text,
        terms       json,
        PRIMARY KEY (contact_id, id)
      );

      -- Who else read the same words: asked when somebody is forgotten.
      CREATE INDEX consent_change_by_text ON consent_change (bot_id, (terms ->> 'hash')) WHERE terms IS NOT NULL;

      CREATE FUNCTION contact_consent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO consent_change (contact_id, bot_id, state, at, by, note, terms)
        VALUES (NEW.id, NEW.bot_id, NEW.consent, coalesce(NEW.consent_at, clock_timestamp()), NEW.consent_by, NEW.consent_note,
          CASE WHEN NEW.consent_by = 'flow' THEN NEW.consent_terms END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER contact_consent_changed AFTER UPDATE OF consent, consent_at ON contact FOR EACH ROW
        WHEN (OLD.consent IS DISTINCT FROM NEW.consent OR OLD.consent_at IS DISTINCT FROM NEW.consent_at) EXECUTE FUNCTION contact_consent_changed();
      CREATE TRIGGER contact_consent_given AFTER INSERT ON contact FOR EACH ROW
        WHEN (NEW.consent <> 'unknown') EXECUTE FUNCTION contact_consent_changed();

      -- What was known before there was a history is its first line.
      INSERT INTO consent_change (contact_id, bot_id, state, at, by, note)
        SELECT id, bot_id, consent, coalesce(consent_at, created_at), consent_by, consent_note FROM contact WHERE consent_at IS NOT NULL OR consent <> 'unknown';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER contact_consent_given ON contact;
      DROP TRIGGER contact_consent_changed ON contact;
      DROP FUNCTION contact_consent_changed;
      DROP TABLE consent_change, consent_text;
      ALTER TABLE contact DROP COLUMN consent_terms;
    `);
  }
}
