import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of a contact of a bot none of whose flows listens to changes costs one look, and no query that joins for nothing. */
export class SignalsUnheard1763811000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(signalContactChange('IF NOT EXISTS (SELECT 1 FROM contact_signal WHERE bot_id = NEW.bot_id) THEN RETURN NULL; END IF;'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(signalContactChange(''));
  }
}

/** @param first what is looked at before anything else */
function signalContactChange(first: string): string {
  return `
      CREATE OR REPLACE FUNCTION signal_contact_change() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        happened bigint := (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
      BEGIN
        ${first}
        INSERT INTO inbox (conversation_id, bot_id, channel_id, event_id, occurred_at, input)
        SELECT v.id, NEW.bot_id, NEW.channel_id, 'change-' || gen_random_uuid(), happened,
          CASE s.kind WHEN 'tag' THEN json_build_object('type', 'tagAdded', 'tag', s.name, 'at', happened)
            ELSE json_build_object('type', 'fieldChanged', 'field', s.name, 'value', coalesce(NEW.fields -> s.name, 'null'::jsonb), 'at', happened) END
        FROM contact_signal s JOIN conversation v ON v.contact_id = NEW.id AND v.key LIKE 'u:%'
        WHERE s.bot_id = NEW.bot_id
          AND CASE s.kind WHEN 'tag' THEN s.name = ANY (NEW.tags) AND s.name <> ALL (OLD.tags)
            ELSE NEW.fields -> s.name IS DISTINCT FROM OLD.fields -> s.name END;
        RETURN NULL;
      END $$;`;
}
