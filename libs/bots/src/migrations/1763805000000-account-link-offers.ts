import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Joining accounts begins with a button of a flow, and is known from end to end by whom it is for. */
export class AccountLinkOffers1763805000000 implements MigrationInterface {
  name = 'AccountLinkOffers1763805000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- a button that leads to the sign-in page of the bot's owner
      CREATE TABLE account_link_offer (
        -- unpredictable; the end of the button's address
        code          text PRIMARY KEY,
        bot_id        uuid NOT NULL REFERENCES bot (id) ON DELETE CASCADE,
        contact_id    uuid NOT NULL,
        sign_in_url   text NOT NULL,
        ends_at       timestamptz NOT NULL
      );
      CREATE INDEX account_link_offer_by_bot ON account_link_offer (bot_id, ends_at);

      -- link tokens LINE gave for a person; kept as SHA-256, for ten minutes
      CREATE TABLE account_link_token (
        sha256        bytea PRIMARY KEY,
        bot_id        uuid NOT NULL REFERENCES bot (id) ON DELETE CASCADE,
        contact_id    uuid NOT NULL,
        created_at    timestamptz NOT NULL
      );
      CREATE INDEX account_link_token_by_bot ON account_link_token (bot_id, created_at);

      -- who the nonce was made for; LINE does not say so when joining failed
      ALTER TABLE account_link ADD COLUMN contact_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account_link DROP COLUMN contact_id; DROP TABLE account_link_token, account_link_offer');
  }
}
