import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { GameAnswer, LineMessage } from '@chatloom/engine';
import { crashPoint, type Sql, type Transaction } from '@chatloom/platform';
import { type GameTap, GameTaps } from '../frame/GameTaps';
import { PersonalLinks } from '../frame/PersonalLinks';
import { drawVouchers } from './drawVoucherCard';
import { findIssued, type IssuedRow } from './IssuedRow';
import { writeVoucherCode } from './voucherCode';
import { VoucherIssuing } from './VoucherIssuing';
import { VoucherRedeeming } from './VoucherRedeeming';
import { sayVoucher, type VoucherWord } from './voucherWords';

/** What a step of a flow wants with vouchers. `voucherId`: the kind; '' where any will do. */
export interface VoucherWish {
  do: 'give' | 'show' | 'redeem';
  voucherId: string;
  /** Of the step: one event gives one from each step. */
  nodeId: string;
  language: string | undefined;
  /** Others look on: no addresses that act as the person. */
  isGroup: boolean;
}

/** What came of it. */
export interface VoucherAnswer {
  /** Exit of the step. */
  outcome: string;
  message: LineMessage;
  /** The message only says why it was not possible. */
  isRefusal: boolean;
  /** Code of the voucher given or redeemed. */
  code: string | null;
}

/** The team puts the card into a chat; nobody has a button for it. */
export const ANNOUNCE = 'announce';
const SHOWN_MAX = 10;

/** Vouchers in the chat: given, shown and redeemed by steps of flows, looked at again by taps; each in the turn's transaction. */
@Injectable()
export class VoucherTaps {
  constructor(
    private readonly taps: GameTaps,
    private readonly issuing: VoucherIssuing,
    private readonly redeeming: VoucherRedeeming,
    private readonly links: PersonalLinks,
  ) {
    taps.register('voucher', (tx, scene, tap) => this.tap(tx, scene, tap));
  }

  async perform(tx: Transaction, scene: EffectScene, wish: VoucherWish): Promise<VoucherAnswer> {
    const { botId, contactId, now } = scene;
    // Where LINE does not say who it is there is nobody to give it to.
    if (contactId === null) return refusal(wish, wish.do === 'give' ? 'notOpen' : 'none', wish.do === 'give' ? 'notOpen' : 'none');
    switch (wish.do) {
      case 'give':
        return this.give(tx, scene, contactId, wish);
      case 'show': {
        const mine = await this.redeeming.open(tx, botId, contactId, wish.voucherId, now, SHOWN_MAX);
        return mine.length === 0 ? refusal(wish, 'none', 'none') : { outcome: 'shown', message: await this.draw(tx, scene, mine, wish), isRefusal: false, code: null };
      }
      case 'redeem': {
        const mine = await this.redeeming.firstOpen(tx, botId, contactId, wish.voucherId, now);
        const outcome = mine && (await this.redeeming.redeem(tx, botId, mine.id, { by: 'flow', shopId: null, personId: null, now }));
        if (!mine || outcome !== 'redeemed') return refusal(wish, 'none', 'none');
        const after = (await findIssued(tx, botId, mine.id))!;
        return { outcome, message: await this.draw(tx, scene, [after], wish, 'redeemed'), isRefusal: false, code: writeVoucherCode(mine.code) };
      }
    }
  }

  private async give(tx: Transaction, scene: EffectScene, contactId: string, wish: VoucherWish): Promise<VoucherAnswer> {
    const { botId, turnId, now } = scene;
    const gift = await this.issuing.give(tx, { botId, voucherId: wish.voucherId, contactId, givenBy: 'flow', source: `turn:${turnId}:${wish.nodeId}`, now });
    if (gift.outcome === 'given') {
      crashPoint('voucher.given');
      return { outcome: 'given', message: await this.draw(tx, scene, [gift.issued], wish, 'given'), isRefusal: false, code: writeVoucherCode(gift.issued.code) };
    }
    const mine = gift.outcome === 'alreadyHas' ? await this.redeeming.firstOpen(tx, botId, contactId, wish.voucherId, now) : null;
    if (mine) return { outcome: 'alreadyHas', message: await this.draw(tx, scene, [mine], wish, 'alreadyHas'), isRefusal: false, code: writeVoucherCode(mine.code) };
    return refusal(wish, gift.outcome, gift.outcome);
  }

  /** Only the person whose it is may look at it; null for everybody else. */
  private async tap(tx: Transaction, scene: EffectScene, tap: GameTap): Promise<GameAnswer | null> {
    const issued = await findIssued(tx, scene.botId, tap.gameId);
    if (!issued || !tap.bound || issued.contactId === null || issued.contactId !== scene.contactId) return null;
    const isSent = tap.action === ANNOUNCE;
    const message = await this.draw(tx, scene, [issued], tap, isSent ? 'given' : undefined);
    return { messages: [message], ...(isSent && { otherwise: 'push' as const }), outcome: 'looked' };
  }

  private async draw(sql: Sql, scene: EffectScene, issued: readonly IssuedRow[], { language, isGroup }: Pick<VoucherWish, 'language' | 'isGroup'>, note?: VoucherWord): Promise<LineMessage> {
    const { rows } = await sql.query<{ timeZone: string }>('vouchers.zone', 'SELECT time_zone AS "timeZone" FROM bot WHERE id = $1', [scene.botId]);
    const words = [...(note ? [sayVoucher(language, note)] : []), ...(isGroup ? [sayVoucher(language, 'inOurChat')] : [])].join(' ');
    return drawVouchers(issued, {
      language,
      timeZone: rows[0]!.timeZone,
      now: scene.now,
      ...(words !== '' && { note: words }),
      pageUrl: ({ id, contactId }) => (isGroup || contactId === null ? null : this.links.urlOf({ kind: 'voucher', gameId: id, contactId })),
      lookAgain: ({ id }) => (isGroup ? null : this.taps.postback.write({ kind: 'voucher', gameId: id, action: 'look' }, scene.conversationId)),
    });
  }
}

function refusal({ language }: VoucherWish, outcome: string, word: VoucherWord): VoucherAnswer {
  return { outcome, message: { type: 'text', text: sayVoucher(language, word) }, isRefusal: true, code: null };
}
