import { Inject, Injectable } from '@nestjs/common';
import type { VoucherDocument } from '@chatloom/contract';
import { Ingest } from '@chatloom/conversations';
import { Clock, crashPoint, Database, LOGGER, type Logger } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { flowStart } from '../frame/tellInChunks';
import { GIFTS_CHORE } from '../vouchers/giftsChore';
import { VoucherIssuing } from '../vouchers/VoucherIssuing';
import { lockHolder, writeHolder } from './StampCardRow';
import { rewardSource } from './Stamping';

/** A lost bell costs at most this. */
const EVERY_MS = 1_000;
/** People at once; each chunk is one commit of the inbox, then one that says it is done. */
const CHUNK = 200;

interface Owing {
  botId: string;
  cardId: string;
  contactId: string;
  rounds: number[];
}

/**
 * What giving and redeeming left to be done: flows that follow a redeemed voucher or a full card, rewards that were sold out and are there again. What is
 * owed stands in the rows; the same event ids each time, so doing it twice is doing it once.
 */
@Injectable()
export class Gifts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(Ingest) private readonly ingest: Pick<Ingest, 'append'>,
    private readonly issuing: VoucherIssuing,
    @Inject(LOGGER) private readonly logger: Logger,
    worker: GamesWorker,
  ) {
    worker.register({ name: GIFTS_CHORE, everyMs: EVERY_MS, work: () => this.work() });
  }

  /** Everything that can be done by now. */
  async work(): Promise<void> {
    while ((await this.startAfterRedeeming()) === CHUNK);
    while ((await this.startAfterFullCards()) === CHUNK);
    await this.giveOwed();
  }

  /** @returns how many flows there were to begin */
  private async startAfterRedeeming(): Promise<number> {
    const { rows } = await this.database.pg.query<{ id: string; botId: string; channelId: string; key: string; document: VoucherDocument; redeemedAt: Date }>(
      'gifts.redeemed',
      `SELECT i.id, i.bot_id AS "botId", c.channel_id AS "channelId", 'u:' || c.line_user_id AS key, v.document, i.redeemed_at AS "redeemedAt"
       FROM voucher_issued i JOIN voucher v ON v.id = i.voucher_id JOIN contact c ON c.id = i.contact_id AND c.bot_id = i.bot_id WHERE i.owes_flow ORDER BY i.id LIMIT $1`,
      [CHUNK],
    );
    if (rows.length === 0) return 0;
    const starts = rows.flatMap(({ id, botId, channelId, key, document, redeemedAt }) =>
      document.redeemedFlowId === null ? [] : [flowStart({ botId, channelId, conversationKey: key, eventId: `voucher-${id}-${redeemedAt.getTime()}` }, document.redeemedFlowId, redeemedAt.getTime())],
    );
    await this.ingest.append(starts);
    crashPoint('gifts.toldSome');
    // Redeemed again meanwhile, after it had been taken back: that one has still to follow.
    await this.database.pg.query(
      'gifts.redeemedDone',
      'UPDATE voucher_issued i SET owes_flow = false FROM unnest($1::uuid[], $2::timestamptz[]) AS d(id, at) WHERE i.id = d.id AND date_trunc(\'milliseconds\', i.redeemed_at) = d.at',
      [rows.map(({ id }) => id), rows.map(({ redeemedAt }) => redeemedAt)],
    );
    return rows.length;
  }

  private async startAfterFullCards(): Promise<number> {
    const { rows } = await this.database.pg.query<Owing & { channelId: string; key: string; flowId: string; filled: number[] }>(
      'gifts.fullCards',
      `SELECT h.bot_id AS "botId", h.card_id AS "cardId", h.contact_id AS "contactId", h.owed_rounds AS rounds, c.channel_id AS "channelId", 'u:' || c.line_user_id AS key, k.document -> 'reward' ->> 'flowId' AS "flowId",
         ARRAY(SELECT extract(epoch FROM coalesce((SELECT m.given_at FROM stamp m WHERE m.card_id = h.card_id AND m.contact_id = h.contact_id AND m.round = r AND m.fills), h.last_at))::float8 FROM unnest(h.owed_rounds) WITH ORDINALITY AS o(r, n) ORDER BY n) AS filled
       FROM stamp_holder h JOIN stamp_card k ON k.id = h.card_id JOIN contact c ON c.id = h.contact_id AND c.bot_id = h.bot_id
       WHERE h.owed_rounds <> '{}' AND k.document -> 'reward' ->> 'by' = 'flow' ORDER BY h.card_id, h.contact_id LIMIT $1`,
      [CHUNK],
    );
    if (rows.length === 0) return 0;
    const starts = rows.flatMap(({ botId, channelId, key, cardId, contactId, rounds, flowId, filled }) =>
      rounds.map((round, i) => flowStart({ botId, channelId, conversationKey: key, eventId: `stamp-${cardId}-${contactId}-${round}` }, flowId, Math.round(filled[i]! * 1_000))),
    );
    await this.ingest.append(starts);
    crashPoint('gifts.toldSome');
    for (const { botId, cardId, contactId, rounds } of rows) {
      // Another card may have been filled meanwhile.
      await this.database.pg.query(
        'gifts.fullCardDone',
        'UPDATE stamp_holder SET owed_rounds = ARRAY(SELECT r FROM unnest(owed_rounds) AS r WHERE r <> ALL ($4::int[])) WHERE bot_id = $1 AND card_id = $2 AND contact_id = $3',
        [botId, cardId, contactId, rounds],
      );
    }
    return rows.length;
  }

  /** Rewards that had run out, as far as there are some again. */
  private async giveOwed(): Promise<void> {
    const { rows } = await this.database.pg.query<Owing & { voucherId: string }>(
      'gifts.owed',
      `SELECT h.bot_id AS "botId", h.card_id AS "cardId", h.contact_id AS "contactId", h.owed_rounds AS rounds, v.id AS "voucherId"
       FROM stamp_holder h JOIN stamp_card k ON k.id = h.card_id JOIN voucher v ON v.id::text = k.document -> 'reward' ->> 'voucherId' AND v.bot_id = h.bot_id
       WHERE h.owed_rounds <> '{}' AND (v.document ->> 'stock' IS NULL OR EXISTS (SELECT 1 FROM voucher_piece p WHERE p.voucher_id = v.id AND p.issued_id IS NULL)) ORDER BY h.last_at LIMIT $1`,
      [CHUNK],
    );
    for (const { botId, cardId, contactId, voucherId } of rows) {
      try {
        await this.database.pg.transaction(async (tx) => {
          const holder = await lockHolder(tx, botId, cardId, contactId);
          const stillOwed: number[] = [];
          for (const round of holder.owedRounds) {
            const gift = await this.issuing.give(tx, { botId, voucherId, contactId, givenBy: 'stampCard', source: rewardSource(cardId, contactId, round), now: this.clock.now() });
            if (gift.outcome !== 'given') stillOwed.push(round);
          }
          await writeHolder(tx, { botId, cardId, contactId }, { ...holder, owedRounds: stillOwed });
        });
      } catch (error) {
        this.logger.warn({ err: error as Error, cardId }, 'A reward could not be given now; the next round tries again.');
      }
    }
  }
}
