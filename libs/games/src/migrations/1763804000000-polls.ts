import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Polls and the public pages of games.
 *
 * Votes are rows, one per voter; nothing counts them while people vote, so a thousand taps a second on one poll wait for nobody.
 * A vote locks its poll's row FOR KEY SHARE, which many may hold at once and which a change of the state does not wait for. A poll
 * closes in two steps: `closing` keeps new votes out; then FOR UPDATE waits for the votes under way, and the result is final.
 * Places that are limited are rows too: whoever takes one skips those being taken.
 */
export class Polls1763804000000 implements MigrationInterface {
  name = 'Polls1763804000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE game_page (
        code       text PRIMARY KEY,
        bot_id     uuid NOT NULL REFERENCES bot (id),
        kind       text NOT NULL,
        game_id    uuid NOT NULL,
        join_text  text NOT NULL DEFAULT '',
        is_on      boolean NOT NULL DEFAULT false,
        UNIQUE (kind, game_id)
      );
      CREATE INDEX game_page_by_bot ON game_page (bot_id);

      CREATE TABLE poll (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',
        opens_at    timestamptz,
        closes_at   timestamptz,
        opened_at   timestamptz,
        closed_at   timestamptz,
        -- closes when so many have voted
        closes_after  integer,
        -- final result, once closed
        result      json,
        -- what follows the closing (flows for voters, winners, groups): how far it has come; null = nothing (more) to do
        follow_up   json,
        -- which step of which flow made it, and for whom; one poll per key
        origin      text,
        flow_id     uuid,
        node_id     text,
        created_at  timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX poll_by_bot ON poll (bot_id, id);
      CREATE UNIQUE INDEX poll_by_origin ON poll (bot_id, origin) WHERE origin IS NOT NULL;
      CREATE INDEX poll_opening ON poll (opens_at) WHERE state = 'scheduled';
      CREATE INDEX poll_running ON poll (closes_at) WHERE state = 'open';
      CREATE INDEX poll_unfinished ON poll (id) WHERE state = 'closing' OR follow_up IS NOT NULL;

      CREATE TABLE poll_vote (
        poll_id          uuid NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
        -- the contact; ?<turn> where LINE did not say who it was
        voter            text NOT NULL,
        bot_id           uuid NOT NULL,
        contact_id       uuid,
        conversation_id  uuid NOT NULL,
        choices          text[] NOT NULL,
        -- enough is chosen for it to count
        complete         boolean NOT NULL,
        -- handed in with "Done", or by the one tap it takes
        final            boolean NOT NULL,
        version          integer NOT NULL DEFAULT 1,
        voted_at         timestamptz NOT NULL,
        PRIMARY KEY (poll_id, voter)
      ) WITH (fillfactor = 80);
      CREATE INDEX poll_vote_by_contact ON poll_vote (contact_id) WHERE contact_id IS NOT NULL;

      -- choice '' : places of the whole poll (closes after so many votes)
      CREATE TABLE poll_place (
        poll_id  uuid NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
        bot_id   uuid NOT NULL,
        choice   text NOT NULL,
        place    integer NOT NULL,
        voter    text,
        PRIMARY KEY (poll_id, choice, place)
      );
      CREATE INDEX poll_place_free ON poll_place (poll_id, choice) WHERE voter IS NULL;
      CREATE INDEX poll_place_taken ON poll_place (poll_id, voter) WHERE voter IS NOT NULL;

      -- the chats that saw the card
      CREATE TABLE poll_showing (
        poll_id          uuid NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
        bot_id           uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        PRIMARY KEY (poll_id, conversation_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE poll_showing, poll_place, poll_vote, poll, game_page');
  }
}
