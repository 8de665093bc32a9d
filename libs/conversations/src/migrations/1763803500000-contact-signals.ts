import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Changes of people that flows listen to: whoever makes the change (a flow, a colleague, an import, the API), it becomes an inbound
 * event in the same commit. A trigger of the database, because every one of them goes through it; rows nobody listens to cost a comparison.
 * And schedules that ring for those whose own date has come.
 */
export class ContactSignals1763803500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What some flow of the bot listens to: the kind is tag or field. Kept in step with flows by Schedules.
      CREATE TABLE contact_signal (
        bot_id uuid NOT NULL, kind text NOT NULL, name text NOT NULL,
        PRIMARY KEY (bot_id, kind, name)
      );
      -- { field, daysBefore, yearly }; of a run also the day it is for.
      ALTER TABLE schedule ADD COLUMN on_date json;
      ALTER TABLE schedule_run ADD COLUMN on_date json;
      ALTER TABLE schedule_sync ADD COLUMN draft_revision bigint;

      CREATE FUNCTION signal_contact_change() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        happened bigint := (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
      BEGIN
        INSERT INTO inbox (conversation_id, bot_id, channel_id, event_id, occurred_at, input)
        SELECT v.id, NEW.bot_id, NEW.channel_id, 'change-' || gen_random_uuid(), happened,
          CASE s.kind WHEN 'tag' THEN json_build_object('type', 'tagAdded', 'tag', s.name, 'at', happened)
            ELSE json_build_object('type', 'fieldChanged', 'field', s.name, 'value', coalesce(NEW.fields -> s.name, 'null'::jsonb), 'at', happened) END
        FROM contact_signal s JOIN conversation v ON v.contact_id = NEW.id AND v.key LIKE 'u:%'
        WHERE s.bot_id = NEW.bot_id
          AND CASE s.kind WHEN 'tag' THEN s.name = ANY (NEW.tags) AND s.name <> ALL (OLD.tags)
            ELSE NEW.fields -> s.name IS DISTINCT FROM OLD.fields -> s.name END;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contact_signals AFTER UPDATE OF tags, fields ON contact FOR EACH ROW
        WHEN (OLD.tags IS DISTINCT FROM NEW.tags OR OLD.fields IS DISTINCT FROM NEW.fields)
        EXECUTE FUNCTION signal_contact_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER contact_signals ON contact;
      DROP FUNCTION signal_contact_change;
      DROP TABLE contact_signal;
      ALTER TABLE schedule DROP COLUMN on_date;
      ALTER TABLE schedule_run DROP COLUMN on_date;
      ALTER TABLE schedule_sync DROP COLUMN draft_revision;
    `);
  }
}
