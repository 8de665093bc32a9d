import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens issued by us, the person's check list, the quota with its daily history, and webhooks that were refused. */
export class ChannelCare1763771000000 implements MigrationInterface {
  name = 'ChannelCare1763771000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE channel
        -- the channel's number at LINE; needed to issue tokens
        ADD line_channel_id        text,
        -- given: a person pasted it; issued: made from channel id and secret, and renewed
        ADD token_kind             text NOT NULL DEFAULT 'given' CHECK (token_kind IN ('given', 'issued')),
        ADD token_expires_at       timestamptz,
        ADD token_issued_at        timestamptz,
        -- the process that renews it has until then; the others wait or use the old one
        ADD token_renewing_until   timestamptz,
        -- what a person has ticked off because LINE does not tell: {"redelivery": true, …}
        ADD ticked                 jsonb NOT NULL DEFAULT '{}',
        -- pushes are held back once so many percent of the month's messages are used; null = never
        ADD push_stop_percent      smallint CHECK (push_stop_percent BETWEEN 1 AND 100),
        -- a validly signed webhook named this other bot as its destination
        ADD foreign_destination    text,
        ADD CHECK (token_kind = 'given' OR line_channel_id IS NOT NULL);

      CREATE TABLE channel_quota (
        channel_id     uuid PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
        -- yyyy-mm in UTC+9, the zone LINE counts in
        month          text NOT NULL,
        -- null = unlimited
        quota_limit    bigint,
        used           bigint NOT NULL,
        -- the highest level (70, 90, 100) that was told this month
        alarm          smallint NOT NULL DEFAULT 0,
        checked_at     timestamptz NOT NULL
      );
      CREATE TABLE channel_quota_day (
        channel_id  uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
        day         date NOT NULL,
        used        bigint NOT NULL,
        PRIMARY KEY (channel_id, day)
      );
      -- The last webhook of each channel whose signature was refused, to explain why.
      CREATE TABLE refused_webhook (
        channel_id  uuid PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
        at          timestamptz NOT NULL,
        reason      text NOT NULL,
        signature   text,
        body        bytea NOT NULL,
        bytes       integer NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE refused_webhook, channel_quota_day, channel_quota;
      ALTER TABLE channel DROP line_channel_id, DROP token_kind, DROP token_expires_at, DROP token_issued_at, DROP token_renewing_until,
        DROP ticked, DROP push_stop_percent, DROP foreign_destination;
    `);
  }
}
