import { Injectable } from '@nestjs/common';
import type { SentCode } from '@chatloom/audience';
import type { EffectScene } from '@chatloom/conversations';
import type { GameAnswer, LineMessage } from '@chatloom/engine';
import type { Transaction } from '@chatloom/platform';
import { type GameTap, GameTaps } from '../frame/GameTaps';
import { PersonalLinks } from '../frame/PersonalLinks';
import { sayMoment } from '../frame/sayDate';
import { drawVouchers } from '../vouchers/drawVoucherCard';
import { sayVoucher } from '../vouchers/voucherWords';
import { stampsShown } from './decideStamp';
import { drawStampCard } from './drawStampCard';
import { findStampCard } from './StampCardRow';
import { Stamping, type StampResult } from './Stamping';
import { StampPlaces } from './StampPlaces';
import { sayStamp } from './stampWords';

/** What a step of a flow wants with a stamp card. */
export interface StampWish {
  do: 'stamp' | 'show';
  cardId: string;
  /** Of the step: one event brings one stamp from each step. */
  nodeId: string;
  language: string | undefined;
  /** Others look on: no addresses that act as the person. */
  isGroup: boolean;
}

/** What came of it; the card, and behind it the voucher a full card has earned. */
export interface StampAnswer {
  /** Exit of the step. */
  outcome: string;
  messages: LineMessage[];
  /** The messages only say why it was not possible. */
  isRefusal: boolean;
}

type Reader = Pick<StampWish, 'language' | 'isGroup'>;

/** Stamp cards in the chat: stamped and shown by steps of flows, by codes people send, looked at again by taps; each in the turn's transaction. */
@Injectable()
export class StampTaps {
  constructor(
    private readonly taps: GameTaps,
    private readonly stamping: Stamping,
    private readonly places: StampPlaces,
    private readonly links: PersonalLinks,
  ) {
    taps.register('stampCard', (tx, scene, tap) => this.tap(tx, scene, tap));
  }

  async perform(tx: Transaction, scene: EffectScene, { cardId, nodeId, ...wish }: StampWish): Promise<StampAnswer> {
    const { botId, contactId, turnId, now } = scene;
    // Where LINE does not say who it is there is nobody whose card it could be.
    if (contactId === null) return refused(wish.language);
    if (wish.do === 'show') {
      const card = await this.show(tx, scene, contactId, cardId, wish);
      return card ? { outcome: 'next', messages: [card], isRefusal: false } : refused(wish.language);
    }
    const result = await this.stamping.stamp(tx, { botId, cardId, contactId, source: 'flow', sourceKey: `turn:${turnId}:${nodeId}`, now });
    if (!result) return refused(wish.language);
    return { outcome: result.outcome, messages: this.tell(scene, contactId, result, wish), isRefusal: result.outcome !== 'stamped' && result.outcome !== 'full' };
  }

  /** Somebody sent the code of a place; null when it is none. */
  async code(tx: Transaction, scene: EffectScene, { code, language }: SentCode): Promise<GameAnswer | null> {
    const { botId, contactId, turnId, now } = scene;
    const place = contactId === null ? null : await this.places.sent(tx, botId, code, now);
    if (!place || contactId === null) return null;
    if (place.isOld) return { messages: [{ type: 'text', text: sayStamp(language, 'codeOld') }], outcome: 'codeOld' };
    const { cardId, placeId, shopId } = place;
    const result = await this.stamping.stamp(tx, { botId, cardId, contactId, source: 'place', sourceKey: `turn:${turnId}`, placeId, shopId, now });
    return result && { messages: this.tell(scene, contactId, result, { language, isGroup: false }), outcome: result.outcome };
  }

  /** Whoever taps sees their own card; a button of another chat is worth nothing. */
  private async tap(tx: Transaction, scene: EffectScene, tap: GameTap): Promise<GameAnswer | null> {
    if (scene.contactId === null || !tap.bound) return null;
    const card = await this.show(tx, scene, scene.contactId, tap.gameId, tap);
    return card && { messages: [card], outcome: 'looked' };
  }

  private async show(tx: Transaction, scene: EffectScene, contactId: string, cardId: string, reader: Reader): Promise<LineMessage | null> {
    const card = await findStampCard(tx, scene.botId, cardId);
    if (!card || card.state === 'draft') return null;
    const { standing, isOwed } = await this.stamping.look(tx, contactId, card);
    return this.draw(scene, contactId, { card, standing }, reader, isOwed ? sayStamp(reader.language, 'owed') : undefined);
  }

  private tell(scene: EffectScene, contactId: string, result: StampResult, reader: Reader): LineMessage[] {
    const { language, isGroup } = reader;
    const { outcome, nextAt, card, reward, isOwed } = result;
    const said = sayStamp(language, outcome, nextAt === null ? '' : sayMoment(nextAt, language, card.timeZone));
    const messages = [this.draw(scene, contactId, result, reader, isOwed ? `${said} ${sayStamp(language, 'owed')}` : said)];
    if (!reward) return messages;
    const earned = drawVouchers([reward], {
      language, timeZone: card.timeZone, now: scene.now,
      note: sayVoucher(language, isGroup ? 'inOurChat' : 'given'),
      pageUrl: ({ id }) => (isGroup ? null : this.links.urlOf({ kind: 'voucher', gameId: id, contactId })),
      lookAgain: () => null,
    });
    return [...messages, earned];
  }

  private draw({ conversationId, now }: EffectScene, contactId: string, { card, standing }: Pick<StampResult, 'card' | 'standing'>, { language, isGroup }: Reader, note: string | undefined): LineMessage {
    const { document, id, timeZone } = card;
    const stamps = stampsShown(document, standing, now);
    return drawStampCard({
      document, stamps, language, timeZone,
      fullCards: standing.fullCards - (stamps === document.stamps ? 1 : 0),
      expiresAt: stamps > 0 ? standing.expiresAt : null,
      ...(note && { note }),
      pageUrl: isGroup ? null : this.links.urlOf({ kind: 'stampCard', gameId: id, contactId }),
      lookAgain: isGroup ? null : this.taps.postback.write({ kind: 'stampCard', gameId: id, action: 'look' }, conversationId),
    });
  }
}

function refused(language: string | undefined): StampAnswer {
  return { outcome: 'notOpen', messages: [{ type: 'text', text: sayStamp(language, 'notOpen') }], isRefusal: true };
}
