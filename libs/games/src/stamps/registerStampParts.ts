import type { ContactFactSources, PersonalDataParts, SegmentFacts } from '@chatloom/audience';
import { STAMP_CARD } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import type { Clock, Database } from '@chatloom/platform';
import { stateOf } from '../vouchers/IssuedRow';

const SUBJECTS_MAX = 200;

/** Tells the audience what stamp cards and vouchers know about people: for segments, for what is handed out or forgotten. */
export function registerStampParts({ pg }: Database, audience: { facts: SegmentFacts; people: ContactFactSources; personal: PersonalDataParts }, clock: Clock): void {
  const vouchers = {
    subjects: async (botId: string) => {
      const { rows } = await pg.query<{ id: string; name: string }>('vouchers.subjects', `SELECT id, name FROM voucher WHERE bot_id = $1 AND state <> 'draft' ORDER BY id DESC LIMIT ${SUBJECTS_MAX}`, [botId]);
      return rows.map((row) => ({ ...row, options: [] }));
    },
    hasSubject: async (botId: string, voucherId: string) => (await pg.query('vouchers.hasSubject', 'SELECT 1 FROM voucher WHERE bot_id = $1 AND id = $2', [botId, voucherId])).rows.length > 0,
  };
  const voucherRows = { bot: 'vi.bot_id', contact: 'vi.contact_id', subject: 'vi.voucher_id', from: 'voucher_issued vi', ...vouchers };
  audience.facts.register('voucherGiven', { ...voucherRows, at: 'vi.issued_at' });
  audience.facts.register('voucherRedeemed', { ...voucherRows, at: 'vi.redeemed_at', where: 'vi.redeemed_at IS NOT NULL' });
  audience.facts.register('voucherOpen', { ...voucherRows, at: 'vi.issued_at', where: '(vi.redeemed_at IS NULL AND (vi.expires_at IS NULL OR vi.expires_at > now()))' });

  const cards = {
    subjects: async (botId: string) => {
      const { rows } = await pg.query<{ id: string; name: string; stamps: number }>(
        'stamps.subjects',
        `SELECT id, name, (document ->> 'stamps')::int AS stamps FROM stamp_card WHERE bot_id = $1 AND state <> 'draft' ORDER BY id DESC LIMIT ${SUBJECTS_MAX}`,
        [botId],
      );
      return rows;
    },
    hasSubject: async (botId: string, cardId: string) => (await pg.query('stamps.hasSubject', 'SELECT 1 FROM stamp_card WHERE bot_id = $1 AND id = $2', [botId, cardId])).rows.length > 0,
  };
  // One row for each number reached, so that "at least n" is a rule about one of them.
  audience.facts.register('stampsReached', {
    from: `stamp_holder sh JOIN stamp_card sk ON sk.id = sh.card_id
      CROSS JOIN LATERAL generate_series(1, CASE WHEN sh.expires_at <= now() AND sh.stamps < (sk.document ->> 'stamps')::int THEN 0 ELSE sh.stamps END) AS sn(n)`,
    bot: 'sh.bot_id', contact: 'sh.contact_id', subject: 'sh.card_id', option: 'sn.n::text', at: 'sh.last_at',
    hasSubject: cards.hasSubject,
    subjects: async (botId) => (await cards.subjects(botId)).map(({ id, name, stamps }) => ({ id, name, options: Array.from({ length: Math.min(stamps, STAMP_CARD.maxStamps) }, (_, i) => ({ id: String(i + 1), name: `≥ ${i + 1}` })) })),
  });
  audience.facts.register('stampCardFilled', {
    from: 'stamp st', bot: 'st.bot_id', contact: 'st.contact_id', subject: 'st.card_id', at: 'st.given_at', where: 'st.fills',
    hasSubject: cards.hasSubject,
    subjects: async (botId) => (await cards.subjects(botId)).map(({ id, name }) => ({ id, name, options: [] })),
  });

  audience.people.register('vouchers', async (botId, contactId, limit) => {
    const { rows } = await pg.query<{ id: string; title: string; at: Date; redeemedAt: Date | null; expiresAt: Date | null; shop: string | null }>(
      'vouchers.onPerson',
      `SELECT i.id, v.name AS title, coalesce(i.redeemed_at, i.issued_at) AS at, i.redeemed_at AS "redeemedAt", i.expires_at AS "expiresAt", s.name AS shop
       FROM voucher_issued i JOIN voucher v ON v.id = i.voucher_id LEFT JOIN shop s ON s.id = i.shop_id WHERE i.bot_id = $1 AND i.contact_id = $2 ORDER BY i.id DESC LIMIT $3`,
      [botId, contactId, limit],
    );
    return rows.map(({ redeemedAt, expiresAt, shop, ...row }) => ({ ...row, state: stateOf({ redeemedAt, expiresAt }, clock.now()), detail: shop }));
  });
  audience.people.register('stampCards', async (botId, contactId, limit) => {
    const { rows } = await pg.query<{ id: string; title: string; at: Date; stamps: number; fields: number }>(
      'stamps.onPerson',
      `SELECT k.id, k.name AS title, h.last_at AS at, (k.document ->> 'stamps')::int AS fields, CASE WHEN h.expires_at <= to_timestamp($4::float8 / 1000) AND h.stamps < (k.document ->> 'stamps')::int THEN 0 ELSE h.stamps END AS stamps
       FROM stamp_holder h JOIN stamp_card k ON k.id = h.card_id WHERE h.bot_id = $1 AND h.contact_id = $2 AND h.total > 0 ORDER BY h.last_at DESC LIMIT $3`,
      [botId, contactId, limit, clock.now()],
    );
    return rows.map(({ stamps, fields, ...row }) => ({ ...row, state: stamps === fields ? 'full' : 'collecting', detail: `${stamps}/${fields}` }));
  });

  audience.personal.register('vouchers', {
    export: async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ voucher: string; code: string; issuedAt: Date; expiresAt: Date | null; redeemedAt: Date | null; shop: string | null }>(
        'vouchers.ofPerson',
        `SELECT v.name AS voucher, i.code, i.issued_at AS "issuedAt", i.expires_at AS "expiresAt", i.redeemed_at AS "redeemedAt", s.name AS shop
         FROM voucher_issued i JOIN voucher v ON v.id = i.voucher_id LEFT JOIN shop s ON s.id = i.shop_id WHERE i.bot_id = $1 AND i.contact_id = $2 ORDER BY i.id`,
        [botId, contactId],
      );
      return rows.map((row) => ({ ...row, issuedAt: row.issuedAt.toISOString(), expiresAt: row.expiresAt?.toISOString() ?? null, redeemedAt: row.redeemedAt?.toISOString() ?? null })) as Json;
    },
    // The voucher stays, so that statistics and stock do not change afterwards; whose it was is gone.
    forget: async (tx, { botId, contactId }) => {
      await tx.query('vouchers.forget', `UPDATE voucher_issued SET contact_id = NULL, owes_flow = false, source = 'gone:' || id WHERE bot_id = $1 AND contact_id = $2`, [botId, contactId]);
      await tx.query('shops.forgetTries', 'DELETE FROM shop_pin_try WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
    },
  });
  audience.personal.register('stampCards', {
    export: async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ card: string; at: Date; place: string | null }>(
        'stamps.ofContact',
        `SELECT k.name AS card, m.given_at AS at, coalesce(s.name, p.name) AS place FROM stamp m JOIN stamp_card k ON k.id = m.card_id LEFT JOIN shop s ON s.id = m.shop_id LEFT JOIN stamp_place p ON p.id = m.place_id
         WHERE m.bot_id = $1 AND m.contact_id = $2 ORDER BY m.given_at`,
        [botId, contactId],
      );
      return rows.map((row) => ({ ...row, at: row.at.toISOString() })) as Json;
    },
    forget: async (tx, { botId, contactId }) => {
      await tx.query('stamps.forget', `UPDATE stamp SET contact_id = NULL, source_key = 'gone:' || id WHERE bot_id = $1 AND contact_id = $2`, [botId, contactId]);
      await tx.query('stamps.forgetHolder', 'DELETE FROM stamp_holder WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
    },
  });
}
