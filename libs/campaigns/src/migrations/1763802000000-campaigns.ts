import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Campaigns: what was designed, each time it goes out (a run), whom it goes to, and in which calls to LINE.
 *
 * A million recipients must cost little, so a recipient's row is written once and touched only when it ends otherwise than its call: calls
 * ("chunks") are ranges of recipients, and what became of a chunk holds for all of its recipients whose own `state` is empty.
 */
export class Campaigns1763802000000 implements MigrationInterface {
  name = 'Campaigns1763802000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL,
        channel_id  uuid NOT NULL,
        name        text NOT NULL,
        design      json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',     -- draft | scheduled | running | done | cancelled | failed
        -- when its next run begins
        next_at     timestamptz,
        -- runs begun so far
        runs        integer NOT NULL DEFAULT 0,
        stop        json,
        made_by     uuid,
        created_at  timestamptz NOT NULL,
        updated_at  timestamptz NOT NULL
      );
      CREATE INDEX campaign_by_bot ON campaign (bot_id, updated_at DESC, id);
      CREATE INDEX campaign_due ON campaign (next_at) WHERE next_at IS NOT NULL;

      CREATE TABLE campaign_run (
        id             uuid PRIMARY KEY,
        bot_id         uuid NOT NULL,
        campaign_id    uuid NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
        channel_id     uuid NOT NULL,
        number         integer NOT NULL,
        state          text NOT NULL,                  -- CAMPAIGN_STATES of the contract from freezing on
        way            text NOT NULL,                  -- multicast | push | broadcast | narrowcast | flow
        -- as it was when the run began
        design         json NOT NULL,
        due_at         timestamptz NOT NULL,
        started_at     timestamptz NOT NULL,
        frozen_at      timestamptz,
        finished_at    timestamptz,
        -- the winner is decided, or LINE is asked again
        continues_at   timestamptz,
        -- last contact looked at, contacts written down so far
        freeze_cursor  uuid,
        frozen         integer NOT NULL DEFAULT 0,
        -- chunks of phases up to this one may go
        open_phase     smallint NOT NULL DEFAULT 0,
        has_go         boolean NOT NULL DEFAULT false,
        winner         text,
        stop           json,
        -- name LINE keeps statistics under (FACTS §12), and its id of a broadcast or narrowcast
        unit           text NOT NULL,
        request_id     text,
        -- counts once it is over
        counts         json,
        looked_at      timestamptz,
        UNIQUE (campaign_id, number)
      );
      CREATE INDEX campaign_run_open ON campaign_run (channel_id) WHERE finished_at IS NULL;
      CREATE INDEX campaign_run_by_bot ON campaign_run (bot_id, due_at);

      CREATE TABLE campaign_recipient (
        run_id        uuid NOT NULL,
        -- place in the run; neighbours are of one chunk
        no            integer NOT NULL,
        bot_id        uuid NOT NULL,
        contact_id    uuid NOT NULL,
        line_user_id  text NOT NULL,
        -- A to E; empty for those who get the winner
        variant       text,
        -- empty: as its chunk
        state         text,
        reason        text,
        detail        text,
        PRIMARY KEY (run_id, no)
      );
      CREATE INDEX campaign_recipient_by_contact ON campaign_recipient (contact_id, run_id);
      -- who ended otherwise than the rest
      CREATE INDEX campaign_recipient_odd ON campaign_recipient (run_id, state) WHERE state IS NOT NULL;

      CREATE TABLE campaign_chunk (
        run_id            uuid NOT NULL,
        from_no           integer NOT NULL,
        to_no             integer NOT NULL,
        bot_id            uuid NOT NULL,
        channel_id        uuid NOT NULL,
        phase             smallint NOT NULL,
        variant           text,
        -- of the words, for sends that differ by language only
        language          text,
        -- of the wall clock that quiet hours are read from; empty: the bot's
        zone              text,
        state             text NOT NULL DEFAULT 'waiting',   -- waiting | sending | done | unknown | cancelled
        -- stored before the first call, used for each further one until it is 24 hours old
        retry_key         uuid NOT NULL,
        not_before        timestamptz,
        held_for          text,                              -- quietHours | ownZone
        -- the term of the process that has it in hand
        owner             uuid,
        attempts          smallint NOT NULL DEFAULT 0,
        first_tried_at    timestamptz,
        may_have_arrived  boolean NOT NULL DEFAULT false,
        done_at           timestamptz,
        size              integer NOT NULL,
        sent              integer NOT NULL DEFAULT 0,
        failed            integer NOT NULL DEFAULT 0,
        unknown           integer NOT NULL DEFAULT 0,
        skipped           integer NOT NULL DEFAULT 0,
        PRIMARY KEY (run_id, from_no)
      ) WITH (fillfactor = 70);
      CREATE INDEX campaign_chunk_open ON campaign_chunk (run_id, phase, from_no) WHERE state IN ('waiting', 'sending');
      CREATE INDEX campaign_chunk_lately ON campaign_chunk (channel_id, done_at) WHERE done_at IS NOT NULL;

      -- One process at a time sends the campaigns of a channel: the only way to keep to LINE's rate with several processes.
      -- pid and began are those of a connection it holds as long as it leads: without it, it is dead.
      CREATE TABLE campaign_lease (channel_id uuid PRIMARY KEY, term uuid NOT NULL, until timestamptz NOT NULL, pid integer NOT NULL, began timestamptz NOT NULL);

      CREATE TABLE campaign_link (
        code         text PRIMARY KEY,
        bot_id       uuid NOT NULL,
        campaign_id  uuid NOT NULL,
        run_id       uuid NOT NULL,
        variant      text NOT NULL,
        url          text NOT NULL,
        -- signs the number of the recipient in personal addresses
        salt         text NOT NULL
      );
      CREATE INDEX campaign_link_by_run ON campaign_link (run_id);
      CREATE TABLE campaign_click_hour (
        code text NOT NULL, hour timestamptz NOT NULL, run_id uuid NOT NULL, bot_id uuid NOT NULL, clicks integer NOT NULL,
        PRIMARY KEY (code, hour)
      );
      CREATE INDEX campaign_click_hour_by_run ON campaign_click_hour (run_id);
      CREATE TABLE campaign_click (
        run_id uuid NOT NULL, no integer NOT NULL, code text NOT NULL, bot_id uuid NOT NULL,
        first_at timestamptz NOT NULL, times integer NOT NULL,
        PRIMARY KEY (run_id, no, code)
      );

      -- What people did after they got it; only those who did something.
      CREATE TABLE campaign_outcome (
        run_id uuid NOT NULL, no integer NOT NULL, bot_id uuid NOT NULL,
        replied_at timestamptz, unfollowed_at timestamptz, converted_at timestamptz,
        PRIMARY KEY (run_id, no)
      );

      -- When people blocked the account: asked for by the brake and by reports. The condition is checked before any function is called, so a
      -- turn that changes anything else about a contact pays nothing.
      CREATE TABLE friend_loss (
        contact_id uuid NOT NULL, channel_id uuid NOT NULL, bot_id uuid NOT NULL, at timestamptz NOT NULL,
        PRIMARY KEY (contact_id, at)
      );
      CREATE INDEX friend_loss_lately ON friend_loss (channel_id, at);
      CREATE FUNCTION contact_friend_lost() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO friend_loss (contact_id, channel_id, bot_id, at) VALUES (NEW.id, NEW.channel_id, NEW.bot_id, now()) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contact_friend_lost AFTER UPDATE OF is_friend ON contact FOR EACH ROW
        WHEN (OLD.is_friend AND NOT NEW.is_friend) EXECUTE FUNCTION contact_friend_lost();

      CREATE TABLE campaign_list (
        id uuid PRIMARY KEY, bot_id uuid NOT NULL, channel_id uuid NOT NULL, file_name text NOT NULL, encoding text NOT NULL,
        lines integer NOT NULL, found integer NOT NULL, duplicates integer NOT NULL, unknown integer NOT NULL, faults json NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE campaign_list_person (
        list_id uuid NOT NULL REFERENCES campaign_list (id) ON DELETE CASCADE, contact_id uuid NOT NULL, bot_id uuid NOT NULL,
        PRIMARY KEY (list_id, contact_id)
      );

      CREATE TABLE send_reserve (channel_id uuid PRIMARY KEY, bot_id uuid NOT NULL, messages integer NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER contact_friend_lost ON contact;
      DROP FUNCTION contact_friend_lost;
      DROP TABLE send_reserve, campaign_list_person, campaign_list, friend_loss, campaign_outcome, campaign_click, campaign_click_hour, campaign_link, campaign_lease, campaign_chunk,
        campaign_recipient, campaign_run, campaign;
    `);
  }
}
