import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts as a team works with them: consent, where friends come from, described fields with their history, tags with aliases, imports
 * and exports.
 *
 * Turns change `contact.fields` and `contact.tags` all the time, so no index is put on what they change. History and aliases hang on triggers
 * whose conditions are checked before any function is called: a turn that changes neither pays nothing, and no way of
 * changing a field can forget its history.
 */
export class Contacts1763800000000 implements MigrationInterface {
  name = 'Contacts1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contact
        -- yes | no | unknown
        ADD COLUMN consent text NOT NULL DEFAULT 'unknown' CHECK (consent IN ('yes', 'no', 'unknown')),
        ADD COLUMN consent_at timestamptz,
        -- person | import | flow | api
        ADD COLUMN consent_by text,
        ADD COLUMN consent_note text,
        -- the friend source whose code came first
        ADD COLUMN source_id uuid,
        ADD COLUMN source_at timestamptz;

      -- One order by name everywhere, people without one last: U+10FFFF comes after every letter.
      CREATE FUNCTION contact_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN lower(coalesce(name, U&'\\+10FFFF'));
      CREATE INDEX contact_by_name ON contact (bot_id, contact_name_key(display_name) COLLATE "C", id);

      -- Single letters and pairs of a name, so that one Chinese character finds as fast as ten Latin letters. A plain array index:
      -- the extension pg_trgm needs rights that managed databases may not give, and needs three letters.
      CREATE FUNCTION contact_name_grams(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN ARRAY(SELECT DISTINCT substr(k.key, i, n) FROM (SELECT left(lower(normalize(name, NFKC)), 120) AS key) k,
          generate_series(1, length(k.key)) AS i, generate_series(1, 2) AS n WHERE i + n <= length(k.key) + 1);
      CREATE INDEX contact_by_name_grams ON contact USING gin (contact_name_grams(display_name)) WHERE display_name IS NOT NULL;
      -- How common each letter is: the planner does not take that from a partial index. For a common one it walks the order instead.
      CREATE STATISTICS contact_name_letters ON (contact_name_grams(display_name)) FROM contact;

      CREATE TABLE contact_field (
        bot_id       uuid NOT NULL REFERENCES bot (id),
        key          text NOT NULL,
        label        text NOT NULL,
        -- text | number | date | dateTime | boolean | choice | multiChoice
        type         text NOT NULL,
        options      json NOT NULL DEFAULT '[]',
        description  text NOT NULL DEFAULT '',
        position     integer NOT NULL DEFAULT 0,
        created_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (bot_id, key)
      );

      CREATE TABLE contact_field_change (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        contact_id  uuid NOT NULL,
        bot_id      uuid NOT NULL,
        field       text NOT NULL,
        before      jsonb,
        after       jsonb,
        -- who did it, told by the transaction (chatloom.cause); null = a flow, whose turn has the same transaction
        cause       json,
        xid         xid NOT NULL,
        at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (contact_id, id)
      );
      -- For the chore that keeps the last changes only; rows come in the order of their ids.
      CREATE INDEX contact_field_change_by_id ON contact_field_change USING brin (id) WITH (autosummarize = on);

      CREATE FUNCTION contact_fields_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE was jsonb := '{}';
      BEGIN
        IF TG_OP = 'UPDATE' THEN was := OLD.fields; END IF;
        INSERT INTO contact_field_change (bot_id, contact_id, field, before, after, cause, xid)
          SELECT NEW.bot_id, NEW.id, d.key, d.before, d.after, nullif(current_setting('chatloom.cause', true), '')::json, pg_current_xact_id()::xid
          FROM (
            -- two walks and no join: setting a join up costs more than the rest
            SELECT n.key, was -> n.key AS before, n.value AS after FROM jsonb_each(NEW.fields) n WHERE was -> n.key IS DISTINCT FROM n.value
            UNION ALL SELECT o.key, o.value, NULL FROM jsonb_each(was) o WHERE NOT NEW.fields ? o.key
          ) d;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contact_fields_changed AFTER UPDATE OF fields ON contact FOR EACH ROW
        WHEN (OLD.fields IS DISTINCT FROM NEW.fields) EXECUTE FUNCTION contact_fields_changed();
      CREATE TRIGGER contact_fields_given AFTER INSERT ON contact FOR EACH ROW
        WHEN (NEW.fields <> '{}') EXECUTE FUNCTION contact_fields_changed();

      CREATE TABLE tag (
        bot_id       uuid NOT NULL REFERENCES bot (id),
        name         text NOT NULL,
        color        text,
        description  text NOT NULL DEFAULT '',
        contacts     integer NOT NULL DEFAULT 0,
        created_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (bot_id, name)
      );
      -- When the people of all tags of a bot were counted last.
      CREATE TABLE tag_count (bot_id uuid PRIMARY KEY REFERENCES bot (id), counted_at timestamptz NOT NULL);

      -- Old names that flows still use: who has one has the other.
      CREATE TABLE tag_alias (
        bot_id  uuid NOT NULL,
        alias   text NOT NULL,
        tag     text NOT NULL,
        PRIMARY KEY (bot_id, alias)
      );
      CREATE FUNCTION contact_tags_in_step() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        pair record;
        was text[] := '{}';
      BEGIN
        IF TG_OP = 'UPDATE' THEN was := OLD.tags; END IF;
        FOR pair IN SELECT alias, tag FROM tag_alias WHERE bot_id = NEW.bot_id ORDER BY alias LOOP
          CONTINUE WHEN (pair.alias = ANY (NEW.tags)) = (pair.tag = ANY (NEW.tags));
          IF (CASE WHEN pair.alias = ANY (NEW.tags) THEN pair.alias ELSE pair.tag END) = ANY (was) AND (pair.alias = ANY (was)) = (pair.tag = ANY (was)) THEN
            -- one of the two was taken away now: the other goes with it
            NEW.tags := array_remove(array_remove(NEW.tags, pair.alias), pair.tag);
          ELSE
            NEW.tags := ARRAY(SELECT DISTINCT t FROM unnest(NEW.tags || ARRAY[pair.alias, pair.tag]) AS t ORDER BY t);
          END IF;
        END LOOP;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contact_tags_in_step BEFORE UPDATE OF tags ON contact FOR EACH ROW
        WHEN (OLD.tags IS DISTINCT FROM NEW.tags) EXECUTE FUNCTION contact_tags_in_step();
      CREATE TRIGGER contact_tags_in_step_new BEFORE INSERT ON contact FOR EACH ROW
        WHEN (NEW.tags <> '{}') EXECUTE FUNCTION contact_tags_in_step();

      -- A change of many people, walked through in the order of their ids, each part in one commit with the cursor.
      CREATE TABLE contact_job (
        id           uuid PRIMARY KEY,
        bot_id       uuid NOT NULL REFERENCES bot (id),
        -- rename | merge | delete (of tags) | change (of tags) | clearField
        kind         text NOT NULL,
        spec         json NOT NULL,
        cause        json NOT NULL,
        cursor       uuid,
        seen         integer NOT NULL DEFAULT 0,
        changed      integer NOT NULL DEFAULT 0,
        -- why it ended before everybody was looked at
        problem      text,
        started_at   timestamptz NOT NULL,
        finished_at  timestamptz
      );
      CREATE INDEX contact_job_open ON contact_job (started_at) WHERE finished_at IS NULL;
      CREATE INDEX contact_job_by_bot ON contact_job (bot_id, started_at);

      CREATE TABLE contact_view (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        filter      json NOT NULL,
        columns     text[] NOT NULL,
        sort        json NOT NULL,
        created_at  timestamptz NOT NULL,
        UNIQUE (bot_id, name)
      );

      CREATE TABLE contact_export (
        id           uuid PRIMARY KEY,
        bot_id       uuid NOT NULL REFERENCES bot (id),
        person_id    uuid NOT NULL,
        people       json NOT NULL,
        columns      text[] NOT NULL,
        file_name    text NOT NULL,
        created_at   timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL
      );
      CREATE INDEX contact_export_by_age ON contact_export (expires_at);

      CREATE TABLE contact_import (
        id           uuid PRIMARY KEY,
        bot_id       uuid NOT NULL REFERENCES bot (id),
        channel_id   uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
        person_id    uuid,
        file_name    text NOT NULL,
        bytes        integer NOT NULL,
        -- uploading | uploaded | checking | checked | running | done | failed | cancelled
        state        text NOT NULL,
        encoding     text,
        delimiter    text,
        preview      json NOT NULL DEFAULT '[]',
        unreadable   integer NOT NULL DEFAULT 0,
        suggestion   json,
        mapping      json,
        checked      json,
        counts       json,
        -- lines done in this state, and how many there are
        position     integer NOT NULL DEFAULT 0,
        lines        integer,
        problem      text,
        created_at   timestamptz NOT NULL,
        finished_at  timestamptz,
        -- when it may be worked on; moved on by whoever does
        next_at      timestamptz
      );
      CREATE INDEX contact_import_by_bot ON contact_import (bot_id, created_at);
      CREATE INDEX contact_import_due ON contact_import (next_at) WHERE state IN ('checking', 'running');

      CREATE TABLE contact_import_piece (
        import_id  uuid NOT NULL REFERENCES contact_import (id) ON DELETE CASCADE,
        piece      smallint NOT NULL,
        bytes      bytea NOT NULL,
        PRIMARY KEY (import_id, piece)
      );

      -- Lines of the file, read by the dry run. Those that were done are deleted at the end, those with problems after a month.
      CREATE TABLE contact_import_line (
        import_id  uuid NOT NULL REFERENCES contact_import (id) ON DELETE CASCADE,
        -- counted without gaps, for the position
        ordinal    integer NOT NULL,
        -- the line of the file it begins in
        line       integer NOT NULL,
        -- whom it is about, as the file says it
        key        text,
        -- ready to be written (LineChange)
        change     json,
        -- { column, code, value }, and the cells as they were; null when all is well
        fault      json,
        cells      json,
        PRIMARY KEY (import_id, ordinal)
      );
      CREATE INDEX contact_import_line_key ON contact_import_line (import_id, key) WHERE key IS NOT NULL;
      CREATE INDEX contact_import_line_faults ON contact_import_line (import_id, ordinal) WHERE fault IS NOT NULL;

      CREATE TABLE friend_source (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        channel_id  uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
        name        text NOT NULL,
        code        text NOT NULL,
        tags        text[] NOT NULL DEFAULT '{}',
        flow_id     uuid,
        is_active   boolean NOT NULL DEFAULT true,
        opened      integer NOT NULL DEFAULT 0,
        created_at  timestamptz NOT NULL
      );
      -- Codes are read by people: upper and lower case are the same.
      CREATE UNIQUE INDEX friend_source_code ON friend_source (lower(code));
      CREATE INDEX friend_source_by_bot ON friend_source (bot_id, id);

      CREATE TABLE friend_source_use (
        source_id   uuid NOT NULL REFERENCES friend_source (id) ON DELETE CASCADE,
        contact_id  uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        bot_id      uuid NOT NULL,
        joined      boolean NOT NULL,
        first_at    timestamptz NOT NULL,
        last_at     timestamptz NOT NULL,
        times       integer NOT NULL DEFAULT 1,
        PRIMARY KEY (source_id, contact_id)
      );
      CREATE INDEX friend_source_use_by_contact ON friend_source_use (contact_id);

      -- How far a chore has come.
      CREATE TABLE audience_chore (name text PRIMARY KEY, position bigint NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audience_chore, friend_source_use, friend_source, contact_import_line, contact_import_piece, contact_import, contact_export, contact_view, contact_job;
      DROP TRIGGER contact_tags_in_step ON contact;
      DROP TRIGGER contact_tags_in_step_new ON contact;
      DROP FUNCTION contact_tags_in_step;
      DROP TABLE tag_alias, tag_count, tag;
      DROP TRIGGER contact_fields_changed ON contact;
      DROP TRIGGER contact_fields_given ON contact;
      DROP FUNCTION contact_fields_changed;
      DROP TABLE contact_field_change, contact_field;
      DROP STATISTICS contact_name_letters;
      DROP INDEX contact_by_name_grams, contact_by_name;
      DROP FUNCTION contact_name_grams, contact_name_key;
      ALTER TABLE contact DROP COLUMN source_at, DROP COLUMN source_id, DROP COLUMN consent_note, DROP COLUMN consent_by, DROP COLUMN consent_at, DROP COLUMN consent;
    `);
  }
}
