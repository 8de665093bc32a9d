import { Injectable } from '@nestjs/common';
import type { PersonalAct, PersonalVoucher } from '@chatloom/contract';
import type { Sql, Transaction } from '@chatloom/platform';
import { GameAudit } from '../frame/GameAudit';
import { type PersonalPageSource, PersonalPages, type PersonalScene } from '../frame/PersonalPages';
import { ShopPins } from '../shops/ShopPins';
import { findIssued, type IssuedRow, stateOf } from './IssuedRow';
import { writeVoucherCode } from './voucherCode';
import { VoucherRedeeming } from './VoucherRedeeming';

/** The page of one voucher: shown to the person who has it, redeemed there by the PIN of staff. */
@Injectable()
export class VoucherPage implements PersonalPageSource {
  constructor(
    pages: PersonalPages,
    private readonly redeeming: VoucherRedeeming,
    private readonly pins: ShopPins,
    private readonly audit: GameAudit,
  ) {
    pages.register('voucher', this);
  }

  async show(sql: Sql, scene: PersonalScene): Promise<PersonalVoucher | null> {
    const issued = await this.mine(sql, scene);
    if (!issued) return null;
    const { rows } = await sql.query<{ timeZone: string }>('vouchers.zone', 'SELECT time_zone AS "timeZone" FROM bot WHERE id = $1', [scene.botId]);
    const { title, text, value, imageUrl, terms } = issued.document;
    return {
      kind: 'voucher',
      title, text, value, imageUrl, terms,
      code: writeVoucherCode(issued.code),
      state: stateOf(issued, scene.now),
      issuedAt: issued.issuedAt.toISOString(),
      expiresAt: issued.expiresAt?.toISOString() ?? null,
      redeemedAt: issued.redeemedAt?.toISOString() ?? null,
      shop: issued.shop,
      ...(await this.pins.facts(sql, scene)),
      now: new Date(scene.now).toISOString(),
      timeZone: rows[0]!.timeZone,
      botName: scene.botName,
      language: scene.botLanguage,
      displayName: scene.displayName,
    };
  }

  /** A PIN that is not needed any more is not looked at: it could only be used up. */
  async act(tx: Transaction, scene: PersonalScene, act: PersonalAct): Promise<string> {
    const issued = act.do === 'redeem' ? await this.mine(tx, scene) : null;
    if (!issued || act.do !== 'redeem') return 'notPossible';
    const state = stateOf(issued, scene.now);
    if (state !== 'issued') return state === 'redeemed' ? 'already' : 'expired';
    const pin = await this.pins.check(tx, scene, act.pin);
    if (pin.outcome !== 'right') return pin.outcome;
    const outcome = await this.redeeming.redeem(tx, scene.botId, issued.id, { by: 'shop', shopId: pin.shopId, personId: null, now: scene.now });
    if (outcome === 'redeemed') await this.audit.noted(tx, { action: 'voucher.redeemedByPin', botId: scene.botId, details: { issuedId: issued.id, shopId: pin.shopId, contactId: scene.contactId } });
    return outcome;
  }

  private async mine(sql: Sql, { botId, gameId, contactId }: PersonalScene): Promise<IssuedRow | null> {
    const issued = await findIssued(sql, botId, gameId);
    return issued?.contactId === contactId ? issued : null;
  }
}
