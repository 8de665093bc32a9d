import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { StampOutcome, stampSourceSchema } from '@chatloom/contract';
import { crashPoint, Database, IdSource, type Sql, type Transaction } from '@chatloom/platform';
import type { z } from 'zod';
import { GamesWorker } from '../frame/GamesWorker';
import { GIFTS_CHORE } from '../vouchers/giftsChore';
import type { IssuedRow } from '../vouchers/IssuedRow';
import { VoucherIssuing } from '../vouchers/VoucherIssuing';
import { decideStamp, type StampStanding } from './decideStamp';
import { holdStampCard, lockHolder, readHolder, type StampCardRow, writeHolder } from './StampCardRow';
import { standingWithout, type StoredStamp } from './standingWithout';

/** Somebody is to get a stamp. */
export interface StampRequest {
  botId: string;
  cardId: string;
  contactId: string;
  source: z.infer<typeof stampSourceSchema>;
  /** The event or tap it comes from: each brings one stamp, however often it is repeated. */
  sourceKey: string;
  placeId?: string;
  shopId?: string | null;
  /** Epoch ms. */
  now: number;
}

/** What came of it, and how the card stands. */
export interface StampResult {
  outcome: StampOutcome;
  card: StampCardRow;
  standing: StampStanding;
  /** Of `limitReached`: the first moment at which another one is possible, epoch ms. */
  nextAt: number | null;
  /** The voucher that this stamp earned. */
  reward: IssuedRow | null;
  /** A reward waits until there are more of it. */
  isOwed: boolean;
}

/** The last stamp can be taken back for so long. */
const BACK_WITHIN_MS = 600_000;

/** Stamps cards: the rules are `decideStamp`, under the lock of the person's row; a full card gives its reward in the same transaction. */
@Injectable()
export class Stamping {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly issuing: VoucherIssuing,
    private readonly worker: GamesWorker,
  ) {}

  /** One stamp, in the transaction of whatever gives it. Null when the bot has no such card. */
  async stamp(tx: Transaction, request: StampRequest): Promise<StampResult | null> {
    const { botId, cardId, contactId, now } = request;
    const card = await holdStampCard(tx, botId, cardId);
    if (!card) return null;
    const holder = await lockHolder(tx, botId, cardId, contactId);
    const { rows: known } = await tx.query<{ fills: boolean }>('stamps.bySource', 'SELECT fills FROM stamp WHERE bot_id = $1 AND card_id = $2 AND contact_id = $3 AND source_key = $4', [botId, cardId, contactId, request.sourceKey]);
    const standsAs = { card, standing: holder.standing, nextAt: null, reward: null, isOwed: card.document.reward.by === 'voucher' && holder.owedRounds.length > 0 };
    if (known[0]) return { ...standsAs, outcome: known[0].fills ? 'full' : 'stamped' };
    const decision = decideStamp(card.document, card.state, holder.standing, now, card.timeZone);
    if (!('next' in decision)) return { ...standsAs, outcome: decision.outcome, nextAt: 'nextAt' in decision ? decision.nextAt : null };

    const { next, outcome } = decision;
    await this.write(tx, request, next, outcome === 'full');
    const gift = outcome === 'full' ? await this.rewardFor(tx, request, card, next.round) : { reward: null, isOwed: false };
    const owedRounds = gift.isOwed ? [...holder.owedRounds, next.round] : holder.owedRounds;
    await writeHolder(tx, request, { standing: next, owedRounds });
    crashPoint('stamp.beforeCommit');
    return { outcome, card, standing: next, nextAt: null, reward: gift.reward, isOwed: card.document.reward.by === 'voucher' && owedRounds.length > 0 };
  }

  /** Somebody of the team stamps. @throws NotFoundError for a card or a person of another bot */
  async stampByTeam(botId: string, cardId: string, contactId: string, { tapId, now }: { tapId: string; now: number }): Promise<StampOutcome> {
    const result = await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query('stamps.contact', 'SELECT 1 FROM contact WHERE bot_id = $1 AND id = $2', [botId, contactId]);
      if (rows.length === 0) throw new NotFoundError('contact');
      return this.stamp(tx, { botId, cardId, contactId, source: 'team', sourceKey: `team:${tapId}`, now });
    });
    if (!result) throw new NotFoundError('stamp card');
    crashPoint('stamp.afterCommit');
    return result.outcome;
  }

  /**
   * The person's latest stamp is taken back, as if it had never been given.
   * @throws NotFoundError for a card the bot does not have; StateConflictError when there is none, it is too long ago, or it filled the card
   */
  async takeBack(botId: string, cardId: string, contactId: string, now: number): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const card = await holdStampCard(tx, botId, cardId);
      if (!card) throw new NotFoundError('stamp card');
      const holder = await lockHolder(tx, botId, cardId, contactId);
      const { rows } = await tx.query<{ id: string; round: number; place: number; fills: boolean; givenAt: Date }>(
        'stamps.ofPerson',
        'SELECT id, round, place, fills, given_at AS "givenAt" FROM stamp WHERE bot_id = $1 AND card_id = $2 AND contact_id = $3 ORDER BY round DESC, place DESC LIMIT 200',
        [botId, cardId, contactId],
      );
      const stamps: StoredStamp[] = rows.map(({ round, place, fills, givenAt }) => ({ round, place, fills, at: givenAt.getTime() }));
      const last = stamps[0];
      if (!last) throw new StateConflictError('This person has no stamp.');
      if (now - last.at > BACK_WITHIN_MS) throw new StateConflictError('A stamp can be taken back only for ten minutes.');
      if (last.fills) throw new StateConflictError('This stamp filled the card: its reward is given.');
      await tx.query('stamps.takeBack', 'DELETE FROM stamp WHERE bot_id = $1 AND id = $2', [botId, rows[0]!.id]);
      await writeHolder(tx, { botId, cardId, contactId }, { standing: standingWithout(card.document, holder.standing, stamps, card.timeZone), owedRounds: holder.owedRounds });
    });
  }

  /** How a person's card stands. */
  async look(sql: Sql, contactId: string, card: StampCardRow): Promise<Pick<StampResult, 'standing' | 'isOwed'>> {
    const { standing, owedRounds } = await readHolder(sql, card.botId, card.id, contactId);
    return { standing, isOwed: card.document.reward.by === 'voucher' && owedRounds.length > 0 };
  }

  private async write(tx: Transaction, { botId, cardId, contactId, source, sourceKey, placeId, shopId, now }: StampRequest, next: StampStanding, fills: boolean): Promise<void> {
    await tx.query(
      'stamps.write',
      `INSERT INTO stamp (id, card_id, bot_id, contact_id, round, place, fills, source, source_key, place_id, shop_id, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, to_timestamp($12::float8 / 1000))`,
      [this.ids.newId(), cardId, botId, contactId, next.round, next.stamps, fills, source, sourceKey, placeId ?? null, shopId ?? null, now],
    );
  }

  /** A voucher is given at once; what cannot be done here (a flow, a voucher that is sold out) is owed, and done by `StampGifts`. */
  private async rewardFor(tx: Transaction, { botId, contactId, now }: StampRequest, card: StampCardRow, round: number): Promise<{ reward: IssuedRow | null; isOwed: boolean }> {
    const { reward } = card.document;
    if (reward.by === 'none') return { reward: null, isOwed: false };
    if (reward.by === 'flow') {
      this.worker.ringAt(GIFTS_CHORE, now, now);
      return { reward: null, isOwed: true };
    }
    const gift = await this.issuing.give(tx, { botId, voucherId: reward.voucherId, contactId, givenBy: 'stampCard', source: rewardSource(card.id, contactId, round), now });
    return gift.outcome === 'given' ? { reward: gift.issued, isOwed: false } : { reward: null, isOwed: true };
  }
}

/** Each filled card brings its reward once. */
export function rewardSource(cardId: string, contactId: string, round: number): string {
  return `stampCard:${cardId}:${contactId}:${round}`;
}
