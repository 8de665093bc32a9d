import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts, conversations and the way an event takes through them.
 *
 * Pending work (`inbox`, `timer`) is kept apart from history (`turn`): pending rows are deleted when done, so these
 * tables stay as small as the backlog, and history is only ever appended to. History, outbox and the memory of event
 * ids are partitioned by week so that emptying them by age is a DROP TABLE (see `ensurePartitions`). Ids are UUIDv7:
 * their first 48 bits are the time, therefore a range of ids is a range of time.
 */
export class Conversations1763760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact (
        id            uuid PRIMARY KEY,
        bot_id        uuid NOT NULL,
        channel_id    uuid NOT NULL,
        line_user_id  text NOT NULL,
        display_name  text,
        picture_url   text,
        language      text,
        fields        jsonb NOT NULL DEFAULT '{}',
        tags          text[] NOT NULL DEFAULT '{}',
        is_friend     boolean NOT NULL DEFAULT true,
        profile_at    timestamptz,
        created_at    timestamptz NOT NULL DEFAULT now(),
        UNIQUE (channel_id, line_user_id)
      );
      CREATE INDEX contact_by_bot ON contact (bot_id, id);
      CREATE INDEX contact_by_tag ON contact USING gin (tags);

      CREATE TABLE conversation (
        id              uuid PRIMARY KEY,
        bot_id          uuid NOT NULL,
        channel_id      uuid NOT NULL,
        -- u:<userId> for a 1:1 chat, g:<groupId>, r:<roomId>
        key             text NOT NULL,
        contact_id      uuid,
        -- ConversationState of the engine; json, not jsonb: it is only ever read and written whole
        state           json,
        -- a reply token that the last event left unused: a timer that rings soon enough may still answer free
        reply_token     text,
        reply_token_at  timestamptz,
        -- the process that last put messages into the outbox, to keep their order across processes
        sender          uuid,
        created_at      timestamptz NOT NULL DEFAULT now(),
        UNIQUE (channel_id, key)
      ) WITH (fillfactor = 70);
      CREATE INDEX conversation_by_bot ON conversation (bot_id, id);
      CREATE INDEX conversation_by_contact ON conversation (contact_id);

      CREATE TABLE inbox (
        seq              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        conversation_id  uuid NOT NULL,
        bot_id           uuid NOT NULL,
        channel_id       uuid NOT NULL,
        event_id         text NOT NULL,
        occurred_at      bigint NOT NULL,
        received_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        input            json NOT NULL,
        reply_token      text,
        standby          boolean NOT NULL DEFAULT false,
        is_redelivery    boolean NOT NULL DEFAULT false
      );
      CREATE INDEX inbox_by_conversation ON inbox (conversation_id, occurred_at, seq);

      -- Conversations whose next event may be one that fails or kills, until a rehearsal clears it (see Suspects). Usually empty.
      CREATE TABLE suspect (
        conversation_id  uuid PRIMARY KEY,
        seq              bigint NOT NULL,
        tries            smallint NOT NULL DEFAULT 0,
        next_at          timestamptz NOT NULL DEFAULT now()
      );

      -- An event that failed each time: kept for a person to look at, out of everybody's way.
      CREATE TABLE parked_event (
        seq bigint PRIMARY KEY, conversation_id uuid NOT NULL, bot_id uuid NOT NULL, channel_id uuid NOT NULL,
        event_id text NOT NULL, occurred_at bigint NOT NULL, input json NOT NULL, reason text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX parked_event_by_bot ON parked_event (bot_id, parked_at);

      -- Which events were seen: the unique key behind "once". The day is that of the event's own timestamp, which a
      -- redelivery repeats (FACTS §4), so the key is unique across partitions.
      CREATE TABLE seen_event (
        channel_id uuid NOT NULL, event_id text NOT NULL, day date NOT NULL,
        PRIMARY KEY (channel_id, event_id, day)
      ) PARTITION BY RANGE (day);
      CREATE TABLE seen_event_rest PARTITION OF seen_event DEFAULT;

      CREATE TABLE turn (
        id               uuid NOT NULL,
        bot_id           uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        event_id         text NOT NULL,
        at               timestamptz NOT NULL,
        input            json NOT NULL,
        trace            json NOT NULL,
        -- ids of the outbox rows it made, in order
        sends            uuid[] NOT NULL DEFAULT '{}',
        -- one index serves both: a conversation's turns are read in the order of their ids
        PRIMARY KEY (conversation_id, id)
      ) PARTITION BY RANGE (id);
      CREATE TABLE turn_rest PARTITION OF turn DEFAULT;

      CREATE TABLE outbox (
        id               uuid NOT NULL,
        seq              bigint GENERATED ALWAYS AS IDENTITY,
        bot_id           uuid NOT NULL,
        channel_id       uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        turn_id          uuid,
        kind             text NOT NULL,             -- reply | push
        recipient        text NOT NULL,             -- LINE user, group or room id
        reply_token      text,
        reply_token_at   timestamptz,
        -- one letter per bubble, what to do once the reply token is gone: p(ush) or d(rop)
        otherwise        text NOT NULL,
        messages         json NOT NULL,
        retry_key        uuid NOT NULL,
        state            text NOT NULL,             -- queued | sending | sent | failed | unknown | dropped
        priority         smallint NOT NULL DEFAULT 0,
        owner            uuid,
        attempts         smallint NOT NULL DEFAULT 0,
        next_at          timestamptz NOT NULL DEFAULT now(),
        result           json,
        created_at       timestamptz NOT NULL DEFAULT now(),
        done_at          timestamptz,
        PRIMARY KEY (id)
      ) PARTITION BY RANGE (id);
      CREATE INDEX outbox_unsent ON outbox (conversation_id, seq) WHERE state IN ('queued', 'sending');
      CREATE INDEX outbox_due ON outbox (priority, next_at) WHERE state = 'queued';
      CREATE TABLE outbox_rest PARTITION OF outbox DEFAULT;

      CREATE TABLE timer (
        id               uuid PRIMARY KEY,
        bot_id           uuid NOT NULL,
        channel_id       uuid NOT NULL,
        conversation_id  uuid NOT NULL,
        due_at           timestamptz NOT NULL,
        purpose          text NOT NULL,
        wait_token       text NOT NULL
      );
      CREATE INDEX timer_due ON timer (due_at);
      CREATE INDEX timer_by_conversation ON timer (conversation_id, due_at);

      -- Which processes are alive; rows of a process that stopped beating are finished by the others.
      CREATE TABLE process_heartbeat (
        id uuid PRIMARY KEY, beat_at timestamptz NOT NULL DEFAULT now(), roles text NOT NULL, rehearsing boolean NOT NULL DEFAULT false
      );

      -- One message to everyone with a tag: walked through in chunks, each contact once.
      CREATE TABLE tag_push (
        id uuid PRIMARY KEY, bot_id uuid NOT NULL, channel_id uuid NOT NULL, turn_id uuid NOT NULL,
        version_id text NOT NULL, node_id text NOT NULL, tag text NOT NULL,
        cursor uuid, finished_at timestamptz, queued integer NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX tag_push_open ON tag_push (created_at) WHERE finished_at IS NULL;

      -- Schedule triggers of live flows: what was meant (cron text + the bot's zone) is in the flow; this is when next.
      CREATE TABLE schedule (
        bot_id uuid NOT NULL, flow_id uuid NOT NULL, node_id text NOT NULL,
        cron text NOT NULL, time_zone text NOT NULL, audience_tag text,
        next_at timestamptz NOT NULL,
        PRIMARY KEY (flow_id, node_id)
      );
      CREATE INDEX schedule_due ON schedule (next_at);
      CREATE TABLE schedule_sync (bot_id uuid PRIMARY KEY, live_revision bigint NOT NULL);
      CREATE TABLE schedule_run (
        id uuid PRIMARY KEY, bot_id uuid NOT NULL, flow_id uuid NOT NULL, node_id text NOT NULL,
        audience_tag text, due_at timestamptz NOT NULL, cursor uuid, finished_at timestamptz,
        UNIQUE (flow_id, node_id, due_at)
      );
      CREATE INDEX schedule_run_open ON schedule_run (due_at) WHERE finished_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE schedule_run, schedule_sync, schedule, tag_push, process_heartbeat, timer, outbox, turn, seen_event, parked_event, suspect, inbox, conversation, contact',
    );
  }
}
