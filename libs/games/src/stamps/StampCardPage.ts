import { Injectable } from '@nestjs/common';
import type { PersonalAct, PersonalStampCard } from '@chatloom/contract';
import type { Sql, Transaction } from '@chatloom/platform';
import { PersonalLinks } from '../frame/PersonalLinks';
import { type PersonalPageSource, PersonalPages, type PersonalScene } from '../frame/PersonalPages';
import { ShopPins } from '../shops/ShopPins';
import { VoucherRedeeming } from '../vouchers/VoucherRedeeming';
import { decideStamp, stampsShown } from './decideStamp';
import { findStampCard } from './StampCardRow';
import { Stamping } from './Stamping';

const REWARDS_MAX = 10;

/** The page of a person's stamp card: shown to them, stamped there by the PIN of staff. */
@Injectable()
export class StampCardPage implements PersonalPageSource {
  constructor(
    pages: PersonalPages,
    private readonly stamping: Stamping,
    private readonly redeeming: VoucherRedeeming,
    private readonly pins: ShopPins,
    private readonly links: PersonalLinks,
  ) {
    pages.register('stampCard', this);
  }

  /** Also for who has no stamp yet: the first one may be given here. */
  async show(sql: Sql, scene: PersonalScene): Promise<PersonalStampCard | null> {
    const { botId, gameId, contactId, now } = scene;
    const card = await findStampCard(sql, botId, gameId);
    if (!card || card.state === 'draft') return null;
    const { document, timeZone } = card;
    const { standing, isOwed } = await this.stamping.look(sql, contactId, card);
    const stamps = stampsShown(document, standing, now);
    const isFull = stamps === document.stamps;
    const next = decideStamp(document, card.state, standing, now, timeZone);
    const rewards = document.reward.by === 'voucher' ? await this.redeeming.open(sql, botId, contactId, document.reward.voucherId, now, REWARDS_MAX) : [];
    return {
      kind: 'stampCard',
      title: document.title, text: document.text, imageUrl: document.imageUrl, terms: document.terms, icon: document.icon, rewardText: document.rewardText,
      state: card.state,
      fields: document.stamps,
      stamps,
      full: standing.fullCards - (isFull ? 1 : 0),
      expiresAt: stamps > 0 && !isFull && standing.expiresAt !== null ? new Date(standing.expiresAt).toISOString() : null,
      nextAt: next.outcome === 'limitReached' ? new Date(next.nextAt).toISOString() : null,
      isDone: next.outcome === 'done',
      isOwed,
      history: stamps === 0 ? [] : await this.history(sql, scene, standing.round),
      rewards: rewards.map(({ id, document: { title, value }, expiresAt }) => ({ title, value, url: this.links.urlOf({ kind: 'voucher', gameId: id, contactId }), expiresAt: expiresAt?.toISOString() ?? null })),
      ...(await this.pins.facts(sql, scene)),
      now: new Date(now).toISOString(),
      timeZone,
      botName: scene.botName,
      language: scene.botLanguage,
      displayName: scene.displayName,
    };
  }

  async act(tx: Transaction, scene: PersonalScene, act: PersonalAct): Promise<string> {
    if (act.do !== 'stamp') return 'notPossible';
    const pin = await this.pins.check(tx, scene, act.pin);
    if (pin.outcome !== 'right') return pin.outcome;
    const { botId, gameId: cardId, contactId, now } = scene;
    const result = await this.stamping.stamp(tx, { botId, cardId, contactId, source: 'pin', sourceKey: `pin:${act.tapId}`, shopId: pin.shopId, now });
    return result?.outcome ?? 'notOpen';
  }

  private async history(sql: Sql, { botId, gameId, contactId }: PersonalScene, round: number): Promise<PersonalStampCard['history']> {
    const { rows } = await sql.query<{ at: Date; place: string | null }>(
      'stamps.history',
      `SELECT m.given_at AS at, coalesce(s.name, p.name) AS place FROM stamp m LEFT JOIN shop s ON s.id = m.shop_id LEFT JOIN stamp_place p ON p.id = m.place_id
       WHERE m.bot_id = $1 AND m.card_id = $2 AND m.contact_id = $3 AND m.round = $4 ORDER BY m.place`,
      [botId, gameId, contactId, round],
    );
    return rows.map(({ at, place }) => ({ at: at.toISOString(), place }));
  }
}
