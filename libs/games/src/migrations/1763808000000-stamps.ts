import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Shops, vouchers and stamp cards.
 *
 * What is limited rests on keys and rows, not on counting: a piece of a stock is a row that is taken once, the how-manieth voucher of a person is
 * part of a key, a stamp is a row by the event or tap it came from. Whether a voucher has expired follows from its time, so no clock has
 * to strike for it. What is owed afterwards (a flow to begin, a reward that was sold out) stands in the row until it is done.
 */
export class Stamps1763808000000 implements MigrationInterface {
  name = 'Stamps1763808000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shop (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        -- keyed hash
        pin_hash    text,
        is_active   boolean NOT NULL DEFAULT true,
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX shop_by_bot ON shop (bot_id, id);
      CREATE UNIQUE INDEX shop_by_pin ON shop (bot_id, pin_hash) WHERE pin_hash IS NOT NULL;

      -- Wrong PINs typed on the pages of one person.
      CREATE TABLE shop_pin_try (
        contact_id    uuid PRIMARY KEY,
        bot_id        uuid NOT NULL,
        wrong         integer NOT NULL DEFAULT 0,
        pauses        integer NOT NULL DEFAULT 0,
        paused_until  timestamptz,
        last_at       timestamptz NOT NULL
      );

      CREATE TABLE voucher (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX voucher_by_bot ON voucher (bot_id, id);

      CREATE TABLE voucher_issued (
        id           uuid PRIMARY KEY,
        voucher_id   uuid NOT NULL REFERENCES voucher (id) ON DELETE CASCADE,
        bot_id       uuid NOT NULL,
        -- null once the person's data were deleted
        contact_id   uuid,
        -- the how-manieth of this person; null: a reward, which the limit per person does not count
        nth          integer,
        code         text NOT NULL,
        given_by     text NOT NULL,
        -- what gave it; it gives one, however often it is repeated
        source       text NOT NULL,
        issued_at    timestamptz NOT NULL,
        expires_at   timestamptz,
        redeemed_at  timestamptz,
        redeemed_by  text,
        shop_id      uuid REFERENCES shop (id) ON DELETE SET NULL,
        -- of the team, where one of them redeemed it
        person_id    uuid,
        -- the flow that follows the redeeming has still to be started
        owes_flow    boolean NOT NULL DEFAULT false,
        UNIQUE (voucher_id, contact_id, nth),
        UNIQUE (voucher_id, source)
      ) WITH (fillfactor = 90);
      CREATE UNIQUE INDEX voucher_issued_by_code ON voucher_issued (bot_id, code);
      CREATE INDEX voucher_issued_by_voucher ON voucher_issued (voucher_id, id);
      CREATE INDEX voucher_issued_by_contact ON voucher_issued (contact_id) WHERE contact_id IS NOT NULL;
      CREATE INDEX voucher_issued_redeemed ON voucher_issued (bot_id, redeemed_at) WHERE redeemed_at IS NOT NULL;
      CREATE INDEX voucher_issued_owing ON voucher_issued (id) WHERE owes_flow;

      -- A stock: as many rows; who gets one takes a row that nobody else is taking.
      CREATE TABLE voucher_piece (
        voucher_id  uuid NOT NULL REFERENCES voucher (id) ON DELETE CASCADE,
        piece       integer NOT NULL,
        bot_id      uuid NOT NULL,
        issued_id   uuid,
        PRIMARY KEY (voucher_id, piece)
      );
      CREATE INDEX voucher_piece_free ON voucher_piece (voucher_id) WHERE issued_id IS NULL;

      CREATE TABLE stamp_card (
        id          uuid PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id),
        name        text NOT NULL,
        document    json NOT NULL,
        revision    integer NOT NULL DEFAULT 1,
        state       text NOT NULL DEFAULT 'draft',
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX stamp_card_by_bot ON stamp_card (bot_id, id);

      CREATE TABLE stamp_place (
        id           uuid PRIMARY KEY,
        card_id      uuid NOT NULL REFERENCES stamp_card (id) ON DELETE CASCADE,
        bot_id       uuid NOT NULL,
        name         text NOT NULL,
        code         text NOT NULL,
        is_rotating  boolean NOT NULL,
        shop_id      uuid REFERENCES shop (id) ON DELETE SET NULL,
        is_active    boolean NOT NULL DEFAULT true,
        created_at   timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX stamp_place_by_code ON stamp_place (code);
      CREATE INDEX stamp_place_by_card ON stamp_place (card_id, id);

      -- Where a person stands; the lock under which they get stamps, one after the other.
      CREATE TABLE stamp_holder (
        card_id      uuid NOT NULL REFERENCES stamp_card (id) ON DELETE CASCADE,
        contact_id   uuid NOT NULL,
        bot_id       uuid NOT NULL,
        -- cards begun
        round        integer NOT NULL DEFAULT 0,
        -- on the last one begun
        stamps       integer NOT NULL DEFAULT 0,
        full_cards   integer NOT NULL DEFAULT 0,
        total        integer NOT NULL DEFAULT 0,
        expires_at   timestamptz,
        last_at      timestamptz,
        -- of the bot's zone, and the stamps on it
        day          date,
        day_stamps   integer NOT NULL DEFAULT 0,
        -- filled cards whose reward has still to be given
        owed_rounds  integer[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (card_id, contact_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX stamp_holder_by_contact ON stamp_holder (contact_id);
      CREATE INDEX stamp_holder_owing ON stamp_holder (card_id, contact_id) WHERE owed_rounds <> '{}';

      CREATE TABLE stamp (
        id          uuid PRIMARY KEY,
        card_id     uuid NOT NULL REFERENCES stamp_card (id) ON DELETE CASCADE,
        bot_id      uuid NOT NULL,
        -- null once the person's data were deleted
        contact_id  uuid,
        round       integer NOT NULL,
        place       integer NOT NULL,
        fills       boolean NOT NULL,
        source      text NOT NULL,
        -- the event or tap it came from; each brings one
        source_key  text NOT NULL,
        place_id    uuid REFERENCES stamp_place (id) ON DELETE SET NULL,
        shop_id     uuid REFERENCES shop (id) ON DELETE SET NULL,
        given_at    timestamptz NOT NULL,
        UNIQUE (card_id, contact_id, source_key),
        UNIQUE (card_id, contact_id, round, place)
      );
      CREATE INDEX stamp_by_time ON stamp (card_id, given_at);
      CREATE INDEX stamp_by_contact ON stamp (contact_id) WHERE contact_id IS NOT NULL;
      CREATE INDEX stamp_by_shop ON stamp (shop_id) WHERE shop_id IS NOT NULL;
      CREATE INDEX voucher_issued_by_shop ON voucher_issued (shop_id) WHERE shop_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stamp, stamp_holder, stamp_place, stamp_card, voucher_piece, voucher_issued, voucher, shop_pin_try, shop');
  }
}
