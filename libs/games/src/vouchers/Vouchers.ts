import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Flows, StateConflictError } from '@chatloom/bots';
import type { GivingState, IssuedVoucher, VoucherDetail, VoucherDocument, VoucherState, VoucherSummary } from '@chatloom/contract';
import { Conversations } from '@chatloom/conversations';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { GameTaps } from '../frame/GameTaps';
import { RulesFixedError } from '../frame/RulesFixedError';
import { type IssuedRow, issuedView, SELECT_ISSUED } from './IssuedRow';
import { setStock } from './setStock';
import { VoucherIssuing } from './VoucherIssuing';
import { lockVoucher, readVoucher } from './VoucherRow';
import { ANNOUNCE } from './VoucherTaps';
import { type VoucherCounts, voucherStatistics } from './voucherStatistics';

const COUNTS = `(SELECT json_build_object('issued', count(*), 'redeemed', count(*) FILTER (WHERE i.redeemed_at IS NOT NULL),
    'expired', count(*) FILTER (WHERE i.redeemed_at IS NULL AND i.expires_at <= to_timestamp($2::float8 / 1000)),
    'open', count(*) FILTER (WHERE i.redeemed_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > to_timestamp($2::float8 / 1000))))
  FROM voucher_issued i WHERE i.voucher_id = v.id)`;
const LIST_MAX = 500;

interface SummaryRow {
  id: string;
  name: string;
  document: VoucherDocument;
  state: GivingState;
  counts: VoucherCounts;
  createdAt: Date;
}

/** Coupons of the bot's own, as the team sees them: made, changed, opened, stopped, given, read. */
@Injectable()
export class Vouchers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly flows: Flows,
    private readonly issuing: VoucherIssuing,
    private readonly conversations: Conversations,
    private readonly taps: GameTaps,
  ) {}

  /** Newest first, at most 500. */
  async list(botId: string): Promise<VoucherSummary[]> {
    const { rows } = await this.database.pg.query<SummaryRow>(
      'vouchers.list',
      `SELECT v.id, v.name, v.document, v.state, ${COUNTS} AS counts, v.created_at AS "createdAt" FROM voucher v WHERE v.bot_id = $1 ORDER BY v.id DESC LIMIT ${LIST_MAX}`,
      [botId, this.clock.now()],
    );
    return rows.map(({ document, createdAt, ...row }) => ({ ...row, title: document.title, stock: document.stock, createdAt: createdAt.toISOString() }));
  }

  /** @throws NotFoundError */
  async get(botId: string, voucherId: string): Promise<VoucherDetail> {
    const { id, name, document, revision, state, createdAt, timeZone } = await readVoucher(this.database.pg, botId, voucherId);
    const statistics = await voucherStatistics(this.database.pg, { botId, voucherId, timeZone, now: this.clock.now() });
    return { id, name, title: document.title, state, stock: document.stock, createdAt: createdAt.toISOString(), document, revision, ...statistics };
  }

  /** @throws NotFoundError for a flow of another bot */
  async create(botId: string, { name, document }: { name: string; document: VoucherDocument }): Promise<VoucherDetail> {
    await this.checkFlow(botId, document);
    const id = this.ids.newId();
    await this.database.pg.query('vouchers.create', 'INSERT INTO voucher (id, bot_id, name, document, created_at) VALUES ($1, $2, $3, $4, $5)', [id, botId, name, JSON.stringify(document), new Date(this.clock.now())]);
    return this.get(botId, id);
  }

  /**
   * Once somebody has one, what it is worth and how long it is good stay: people hold it in their hands.
   * @throws NotFoundError; StateConflictError when somebody changed it meanwhile, for what cannot change any more, or a stock smaller than what was issued
   */
  async save(botId: string, voucherId: string, { name, document, revision }: { name: string; document: VoucherDocument; revision: number }): Promise<VoucherDetail> {
    await this.checkFlow(botId, document);
    await this.database.pg.transaction(async (tx) => {
      const row = await lockVoucher(tx, botId, voucherId);
      if (row.revision !== revision) throw new StateConflictError('Somebody else has changed this meanwhile.');
      const { rows } = await tx.query('vouchers.anyIssued', 'SELECT 1 FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2 LIMIT 1', [voucherId, botId]);
      if (rows.length > 0 && !isDeepStrictEqual(promiseOf(row.document), promiseOf(document))) throw new RulesFixedError('People have this already: what it says and how long it is good cannot change. Copy it instead.');
      if (row.state !== 'draft' && row.document.stock !== document.stock) await setStock(tx, { botId, voucherId, stock: document.stock });
      await tx.query('vouchers.save', 'UPDATE voucher SET name = $3, document = $4, revision = revision + 1 WHERE id = $1 AND bot_id = $2', [voucherId, botId, name, JSON.stringify(document)]);
    });
    return this.get(botId, voucherId);
  }

  /** @throws NotFoundError */
  async copy(botId: string, voucherId: string, name: string): Promise<VoucherDetail> {
    const { document } = await readVoucher(this.database.pg, botId, voucherId);
    return this.create(botId, { name, document });
  }

  /** With all that were issued. @throws NotFoundError; StateConflictError while somebody can still redeem one, or a stamp card promises it */
  async remove(botId: string, voucherId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      await lockVoucher(tx, botId, voucherId);
      const { counts, rewardOf } = await voucherStatistics(tx, { botId, voucherId, timeZone: 'UTC', now: this.clock.now() });
      if (counts.open > 0) throw new StateConflictError('People can still redeem some of these.');
      if (rewardOf.length > 0) throw new StateConflictError(`It is the reward of the stamp card "${rewardOf[0]!.name}".`);
      await tx.query('vouchers.remove', 'DELETE FROM voucher WHERE id = $1 AND bot_id = $2', [voucherId, botId]);
    });
  }

  /** @throws NotFoundError */
  async open(botId: string, voucherId: string): Promise<VoucherDetail> {
    await this.database.pg.transaction(async (tx) => {
      const { document } = await lockVoucher(tx, botId, voucherId);
      await setStock(tx, { botId, voucherId, stock: document.stock });
      await tx.query('vouchers.open', `UPDATE voucher SET state = 'open' WHERE id = $1 AND bot_id = $2`, [voucherId, botId]);
    });
    return this.get(botId, voucherId);
  }

  /** Nobody gets one any more; what people have stays good. @throws NotFoundError; StateConflictError for a draft */
  async stop(botId: string, voucherId: string): Promise<VoucherDetail> {
    await this.database.pg.transaction(async (tx) => {
      const { state } = await lockVoucher(tx, botId, voucherId);
      if (state === 'draft') throw new StateConflictError('This has not been opened yet.');
      await tx.query('vouchers.stop', `UPDATE voucher SET state = 'stopped' WHERE id = $1 AND bot_id = $2`, [voucherId, botId]);
    });
    return this.get(botId, voucherId);
  }

  /**
   * Give one to each of these people, each in a transaction of their own.
   * @param send push the card to those who got one
   * @throws NotFoundError; StateConflictError when it is not open now
   */
  async give(botId: string, voucherId: string, { contactIds, send }: { contactIds: readonly string[]; send: boolean }): Promise<{ given: number; had: number; soldOut: number; unknown: number }> {
    await readVoucher(this.database.pg, botId, voucherId);
    const wanted = [...new Set(contactIds)];
    const { rows } = await this.database.pg.query<{ contactId: string; conversationId: string | null; channelId: string; key: string }>(
      'vouchers.receivers',
      `SELECT c.id AS "contactId", v.id AS "conversationId", c.channel_id AS "channelId", 'u:' || c.line_user_id AS key
       FROM contact c LEFT JOIN conversation v ON v.channel_id = c.channel_id AND v.key = 'u:' || c.line_user_id WHERE c.bot_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.id`,
      [botId, wanted],
    );
    const told = { given: 0, had: 0, soldOut: 0, unknown: wanted.length - rows.length };
    for (const { contactId, conversationId, channelId, key } of rows) {
      const gift = await this.database.pg.transaction((tx) => this.issuing.give(tx, { botId, voucherId, contactId, givenBy: 'team', source: `team:${this.ids.newId()}`, now: this.clock.now() }));
      if (gift.outcome === 'notOpen') throw new StateConflictError('This is not given at present. Open it first.');
      told[gift.outcome === 'alreadyHas' ? 'had' : gift.outcome] += 1;
      if (gift.outcome !== 'given' || !send || conversationId === null) continue;
      // As if the card had been asked for in the chat; there is no reply token, so it is pushed.
      const data = this.taps.postback.write({ kind: 'voucher', gameId: gift.issued.id, action: ANNOUNCE }, conversationId);
      await this.conversations.happen({ botId, channelId, key }, { type: 'postbackReceived', data, at: this.clock.now() }, `voucher-${gift.issued.id}-sent`);
    }
    return told;
  }

  /** Who has one, newest first; `cursor` is the id of the last one of the page before. @throws NotFoundError */
  async issued(botId: string, voucherId: string, { cursor, limit = 50, state }: { cursor?: string; limit?: number; state?: VoucherState }): Promise<{ items: IssuedVoucher[]; nextCursor: string | null }> {
    await readVoucher(this.database.pg, botId, voucherId);
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<IssuedRow>(
      'vouchers.issuedPage',
      `${SELECT_ISSUED} WHERE i.bot_id = $1 AND i.voucher_id = $2 AND ($3::text IS NULL OR i.id::text < $3)
         AND ($4::text IS NULL OR $4 = CASE WHEN i.redeemed_at IS NOT NULL THEN 'redeemed' WHEN i.expires_at <= to_timestamp($5::float8 / 1000) THEN 'expired' ELSE 'issued' END)
       ORDER BY i.id DESC LIMIT $6`,
      [botId, voucherId, cursor ?? null, state ?? null, now, limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => issuedView(row, now));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  private async checkFlow(botId: string, { redeemedFlowId }: VoucherDocument): Promise<void> {
    if (redeemedFlowId !== null) await this.flows.summary(botId, redeemedFlowId);
  }
}

/** What people were promised. */
function promiseOf({ title, value, imageUrl, text, terms, expiry }: VoucherDocument): Partial<VoucherDocument> {
  return { title, value, imageUrl, text, terms, expiry };
}
