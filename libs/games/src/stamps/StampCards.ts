import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Flows, StateConflictError } from '@chatloom/bots';
import type { GivingState, StampCardDetail, StampCardDocument, StampCardSummary, StampHolder } from '@chatloom/contract';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { RulesFixedError } from '../frame/RulesFixedError';
import { readVoucher } from '../vouchers/VoucherRow';
import { stampsShown } from './decideStamp';
import { lockStampCard, readStampCard } from './StampCardRow';
import { StampPlaces } from './StampPlaces';
import { stampStatistics } from './stampStatistics';

const LIST_MAX = 500;
interface SummaryRow {
  id: string;
  name: string;
  document: StampCardDocument;
  state: GivingState;
  counts: StampCardSummary['counts'];
  createdAt: Date;
}

/** Stamp cards as the team sees them: made, changed, opened, stopped, read. */
@Injectable()
export class StampCards {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly flows: Flows,
    private readonly places: StampPlaces,
  ) {}

  /** Newest first, at most 500. */
  async list(botId: string): Promise<StampCardSummary[]> {
    const { rows } = await this.database.pg.query<SummaryRow>(
      'stamps.list',
      `SELECT k.id, k.name, k.document, k.state, k.created_at AS "createdAt",
         json_build_object('people', (SELECT count(*) FROM stamp_holder h WHERE h.card_id = k.id AND h.total > 0), 'given', m.given, 'full', m.full_cards) AS counts
       FROM stamp_card k CROSS JOIN LATERAL (SELECT count(*) AS given, count(*) FILTER (WHERE fills) AS full_cards FROM stamp s WHERE s.card_id = k.id) m WHERE k.bot_id = $1 ORDER BY k.id DESC LIMIT ${LIST_MAX}`,
      [botId],
    );
    return rows.map(({ document, createdAt, ...row }) => ({ ...row, title: document.title, stamps: document.stamps, createdAt: createdAt.toISOString() }));
  }

  /** @throws NotFoundError */
  async get(botId: string, cardId: string): Promise<StampCardDetail> {
    const { id, name, document, revision, state, createdAt, timeZone } = await readStampCard(this.database.pg, botId, cardId);
    const [places, statistics] = await Promise.all([
      this.places.list(botId, cardId),
      stampStatistics(this.database.pg, { botId, cardId, fields: document.stamps, timeZone, now: this.clock.now(), rewardIsVoucher: document.reward.by === 'voucher' }),
    ]);
    return { id, name, title: document.title, state, stamps: document.stamps, createdAt: createdAt.toISOString(), document, revision, places, ...statistics };
  }

  /** @throws NotFoundError for a voucher or flow of another bot */
  async create(botId: string, { name, document }: { name: string; document: StampCardDocument }): Promise<StampCardDetail> {
    await this.checkReward(botId, document);
    const id = this.ids.newId();
    await this.database.pg.query('stamps.create', 'INSERT INTO stamp_card (id, bot_id, name, document, created_at) VALUES ($1, $2, $3, $4, $5)', [id, botId, name, JSON.stringify(document), new Date(this.clock.now())]);
    return this.get(botId, id);
  }

  /**
   * Once somebody has a stamp, what was promised stays: the fields, the reward, how long a card is good.
   * @throws NotFoundError; StateConflictError when somebody changed it meanwhile, or for what cannot change any more
   */
  async save(botId: string, cardId: string, { name, document, revision }: { name: string; document: StampCardDocument; revision: number }): Promise<StampCardDetail> {
    await this.checkReward(botId, document);
    await this.database.pg.transaction(async (tx) => {
      const row = await lockStampCard(tx, botId, cardId);
      if (row.revision !== revision) throw new StateConflictError('Somebody else has changed this meanwhile.');
      const { rows } = await tx.query('stamps.anyGiven', 'SELECT 1 FROM stamp WHERE card_id = $1 AND bot_id = $2 LIMIT 1', [cardId, botId]);
      if (rows.length > 0 && !isDeepStrictEqual(promiseOf(row.document), promiseOf(document))) throw new RulesFixedError('People have stamps already: fields, reward and expiry cannot change. Stop this card and copy it instead.');
      await tx.query('stamps.save', 'UPDATE stamp_card SET name = $3, document = $4, revision = revision + 1 WHERE id = $1 AND bot_id = $2', [cardId, botId, name, JSON.stringify(document)]);
    });
    return this.get(botId, cardId);
  }

  /** @throws NotFoundError */
  async copy(botId: string, cardId: string, name: string): Promise<StampCardDetail> {
    const { document } = await readStampCard(this.database.pg, botId, cardId);
    return this.create(botId, { name, document });
  }

  /** With all stamps. @throws NotFoundError; StateConflictError while it is open */
  async remove(botId: string, cardId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { state } = await lockStampCard(tx, botId, cardId);
      if (state === 'open') throw new StateConflictError('Stop this card first.');
      await tx.query('stamps.remove', 'DELETE FROM stamp_card WHERE id = $1 AND bot_id = $2', [cardId, botId]);
    });
  }

  /** @throws NotFoundError */
  async open(botId: string, cardId: string): Promise<StampCardDetail> {
    await this.setState(botId, cardId, 'open');
    return this.get(botId, cardId);
  }

  /** @throws NotFoundError; StateConflictError for a draft */
  async stop(botId: string, cardId: string): Promise<StampCardDetail> {
    await this.setState(botId, cardId, 'stopped');
    return this.get(botId, cardId);
  }

  /** Who has a card, latest stamp first; `cursor` names the last one of the page before. @throws NotFoundError */
  async holders(botId: string, cardId: string, { cursor, limit = 50 }: { cursor?: string; limit?: number }): Promise<{ items: StampHolder[]; nextCursor: string | null }> {
    const { document } = await readStampCard(this.database.pg, botId, cardId);
    const now = this.clock.now();
    const [at = '', after = ''] = cursor?.split('~') ?? [];
    const isFirst = Number.isNaN(Date.parse(at));
    const { rows } = await this.database.pg.query<{ contactId: string; displayName: string | null; stamps: number; full: number; total: number; lastAt: Date; key: string; expiresAt: Date | null; isOwed: boolean }>(
      'stamps.holders',
      `SELECT h.contact_id AS "contactId", c.display_name AS "displayName", h.stamps, h.full_cards AS full, h.total, h.last_at AS "lastAt", to_char(h.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key,
         h.expires_at AS "expiresAt", h.owed_rounds <> '{}' AS "isOwed"
       FROM stamp_holder h LEFT JOIN contact c ON c.id = h.contact_id
       WHERE h.bot_id = $1 AND h.card_id = $2 AND h.total > 0 AND ($3 OR (h.last_at, h.contact_id::text) < ($4::timestamptz, $5)) ORDER BY h.last_at DESC, h.contact_id::text DESC LIMIT $6`,
      [botId, cardId, isFirst, isFirst ? new Date(0) : at, after, limit + 1],
    );
    const items = rows.slice(0, limit).map(({ key: _, lastAt, expiresAt, ...row }) => ({
      ...row,
      stamps: stampsShown(document, { ...row, round: 1, fullCards: row.full, expiresAt: expiresAt?.getTime() ?? null, lastAt: null, day: null, dayStamps: 0 }, now),
      lastAt: lastAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      isOwed: row.isOwed && document.reward.by === 'voucher',
    }));
    return { items, nextCursor: rows.length > limit ? `${rows[limit - 1]!.key}~${items.at(-1)!.contactId}` : null };
  }

  private async setState(botId: string, cardId: string, state: 'open' | 'stopped'): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const row = await lockStampCard(tx, botId, cardId);
      if (state === 'stopped' && row.state === 'draft') throw new StateConflictError('This has not been opened yet.');
      await tx.query('stamps.setState', 'UPDATE stamp_card SET state = $3 WHERE id = $1 AND bot_id = $2', [cardId, botId, state]);
    });
  }

  private async checkReward(botId: string, { reward }: StampCardDocument): Promise<void> {
    if (reward.by === 'voucher') await readVoucher(this.database.pg, botId, reward.voucherId);
    if (reward.by === 'flow') await this.flows.summary(botId, reward.flowId);
  }
}

/** What people were promised when they began. */
function promiseOf({ stamps, reward, rewardText, expiry, afterFull }: StampCardDocument): Partial<StampCardDocument> {
  return { stamps, reward, rewardText, expiry, afterFull };
}
