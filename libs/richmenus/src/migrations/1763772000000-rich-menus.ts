import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rich menus, their pictures, how they stand at each channel, and who sees which.
 *
 * What LINE should have and what it was last told are kept apart: workers compare the two, so a lost call, a kill or a second worker
 * does no harm. Changes of a contact's tags reach `rich_menu_link` by a trigger, in the transaction that makes them: no way of
 * changing tags can forget it, and bots without tag rules pay one look-up by primary key.
 */
export class RichMenus1763772000000 implements MigrationInterface {
  name = 'RichMenus1763772000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rich_menu (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX rich_menu_by_bot ON rich_menu (bot_id, id);

      -- Pictures never change; the same picture is stored once.
      CREATE TABLE rich_menu_picture (
        id            uuid PRIMARY KEY,
        bot_id        uuid NOT NULL REFERENCES bot (id),
        sha256        text NOT NULL,
        content_type  text NOT NULL,
        width         integer NOT NULL,
        height        integer NOT NULL,
        bytes         bytea NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bot_id, sha256)
      );

      CREATE TABLE rich_menu_publication (
        menu_id       uuid NOT NULL REFERENCES rich_menu (id),
        channel_id    uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
        bot_id        uuid NOT NULL,
        -- what people see: { revision, tabs: [{ tabId, richMenuId, aliasId, areas }] }
        live          json,
        published_at  timestamptz,
        -- what is under way, with every step reached; null when nothing is
        job           json,
        -- whoever works on the job pushes this ahead; past = free to be taken up
        next_at       timestamptz,
        -- steps and failure of the last job
        last          json,
        PRIMARY KEY (menu_id, channel_id)
      );
      CREATE INDEX rich_menu_publication_by_channel ON rich_menu_publication (channel_id);
      CREATE INDEX rich_menu_publication_due ON rich_menu_publication (next_at) WHERE job IS NOT NULL;

      CREATE TABLE rich_menu_rules (
        bot_id           uuid PRIMARY KEY REFERENCES bot (id),
        revision         integer NOT NULL DEFAULT 1,
        default_menu_id  uuid REFERENCES rich_menu (id),
        tag_rules        json NOT NULL DEFAULT '[]',
        schedule         json NOT NULL DEFAULT '[]',
        has_tag_rules    boolean NOT NULL DEFAULT false
      );

      -- The default LINE was last told; no row = never told anything.
      CREATE TABLE rich_menu_default (
        channel_id  uuid PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
        applied_id  text
      );

      -- People who have, or may get, a menu of their own.
      CREATE TABLE rich_menu_link (
        contact_id      uuid PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
        bot_id          uuid NOT NULL,
        channel_id      uuid NOT NULL,
        manual_menu_id  uuid REFERENCES rich_menu (id) ON DELETE SET NULL,
        -- LINE's id of the menu LINE was last told to show; null = none of their own
        applied_id      text,
        -- goes up with each change, so that what was done for an older state does not count as done for a newer one
        version         integer NOT NULL DEFAULT 1,
        -- something may have to be told to LINE; null = nothing
        due_at          timestamptz,
        attempts        smallint NOT NULL DEFAULT 0,
        problem         text
      );
      CREATE INDEX rich_menu_link_due ON rich_menu_link (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX rich_menu_link_applied ON rich_menu_link (channel_id, applied_id) WHERE applied_id IS NOT NULL;
      CREATE INDEX rich_menu_link_manual ON rich_menu_link (manual_menu_id) WHERE manual_menu_id IS NOT NULL;

      CREATE FUNCTION rich_menu_contact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.is_friend AND NOT OLD.is_friend THEN
          -- LINE ignores links of people who are no friends: tell it again.
          UPDATE rich_menu_link SET applied_id = NULL, version = version + 1, due_at = clock_timestamp(), attempts = 0
            WHERE contact_id = NEW.id AND (applied_id IS NOT NULL OR manual_menu_id IS NOT NULL);
        END IF;
        IF EXISTS (SELECT 1 FROM rich_menu_rules WHERE bot_id = NEW.bot_id AND has_tag_rules) THEN
          INSERT INTO rich_menu_link (contact_id, bot_id, channel_id, due_at) VALUES (NEW.id, NEW.bot_id, NEW.channel_id, clock_timestamp())
            ON CONFLICT (contact_id) DO UPDATE SET version = rich_menu_link.version + 1, due_at = clock_timestamp(), attempts = 0;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER rich_menu_contact_changed AFTER UPDATE OF tags, is_friend ON contact FOR EACH ROW
        WHEN (OLD.tags IS DISTINCT FROM NEW.tags OR OLD.is_friend IS DISTINCT FROM NEW.is_friend) EXECUTE FUNCTION rich_menu_contact_changed();
      CREATE TRIGGER rich_menu_contact_made AFTER INSERT ON contact FOR EACH ROW
        WHEN (NEW.tags <> '{}') EXECUTE FUNCTION rich_menu_contact_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER rich_menu_contact_changed ON contact;
      DROP TRIGGER rich_menu_contact_made ON contact;
      DROP FUNCTION rich_menu_contact_changed;
      DROP TABLE rich_menu_link, rich_menu_default, rich_menu_rules, rich_menu_publication, rich_menu_picture, rich_menu;
    `);
  }
}
