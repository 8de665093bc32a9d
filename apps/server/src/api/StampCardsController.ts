import { Controller, Res } from '@nestjs/common';
import { type CallOutput, Routes, type StampHolder } from '@chatloom/contract';
import { exportStampCard, GameAudit, StampCards, Stamping, StampPlaces } from '@chatloom/games';
import { Clock } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { cursorOf } from './pages';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';

const EXPORT_PAGE = 1_000;
/** Moment of the last stamp and the person, as `StampCards.holders` writes it. */
const HOLDER_CURSOR = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z~[0-9a-f-]{36}$/;
type Hosted = Pick<CallOf<typeof Routes.openStampCard>, 'params' | 'principal' | 'ip'>;

/** Stamp cards of a bot, and the places that stamp them. */
@Controller()
export class StampCardsController {
  constructor(
    private readonly cards: StampCards,
    private readonly stamping: Stamping,
    private readonly places: StampPlaces,
    private readonly audit: GameAudit,
    private readonly clock: Clock,
  ) {}

  @Route(Routes.listStampCards)
  async list(@Call() { params }: CallOf<typeof Routes.listStampCards>): Promise<CallOutput<typeof Routes.listStampCards>> {
    return { items: await this.cards.list(params.botId) };
  }

  @Route(Routes.createStampCard)
  create(@Call() { params, body }: CallOf<typeof Routes.createStampCard>): Promise<CallOutput<typeof Routes.createStampCard>> {
    return this.cards.create(params.botId, body);
  }

  @Route(Routes.getStampCard)
  get(@Call() { params }: CallOf<typeof Routes.getStampCard>): Promise<CallOutput<typeof Routes.getStampCard>> {
    return this.cards.get(params.botId, params.cardId);
  }

  @Route(Routes.saveStampCard)
  async save(@Call() call: CallOf<typeof Routes.saveStampCard>): Promise<CallOutput<typeof Routes.saveStampCard>> {
    const { botId, cardId } = call.params;
    const host = { botId, personId: call.principal.person.id, ip: call.ip, kind: 'stampCard', gameId: cardId } as const;
    const card = await this.audit.changing(host, () => this.cards.save(botId, cardId, call.body));
    if (card.state !== 'draft') await this.record('stampCard.changed', call);
    return card;
  }

  @Route(Routes.copyStampCard)
  copy(@Call() { params, body }: CallOf<typeof Routes.copyStampCard>): Promise<CallOutput<typeof Routes.copyStampCard>> {
    return this.cards.copy(params.botId, params.cardId, body.name);
  }

  @Route(Routes.deleteStampCard)
  async remove(@Call() call: CallOf<typeof Routes.deleteStampCard>): Promise<void> {
    await this.cards.remove(call.params.botId, call.params.cardId);
    await this.record('stampCard.deleted', call);
  }

  @Route(Routes.openStampCard)
  async open(@Call() call: CallOf<typeof Routes.openStampCard>): Promise<CallOutput<typeof Routes.openStampCard>> {
    const card = await this.cards.open(call.params.botId, call.params.cardId);
    await this.record('stampCard.opened', call);
    return card;
  }

  @Route(Routes.stopStampCard)
  async stop(@Call() call: CallOf<typeof Routes.stopStampCard>): Promise<CallOutput<typeof Routes.stopStampCard>> {
    const card = await this.cards.stop(call.params.botId, call.params.cardId);
    await this.record('stampCard.stopped', call);
    return card;
  }

  @Route(Routes.createStampPlace)
  async createPlace(@Call() call: CallOf<typeof Routes.createStampPlace>): Promise<CallOutput<typeof Routes.createStampPlace>> {
    const place = await this.places.create(call.params.botId, call.params.cardId, call.body);
    await this.record('stampPlace.created', call, { placeId: place.id, code: place.code });
    return place;
  }

  @Route(Routes.updateStampPlace)
  async updatePlace(@Call() call: CallOf<typeof Routes.updateStampPlace>): Promise<CallOutput<typeof Routes.updateStampPlace>> {
    const { botId, cardId, placeId } = call.params;
    const place = await this.places.update(botId, cardId, placeId, call.body);
    await this.record('stampPlace.changed', call, { placeId, isActive: place.isActive });
    return place;
  }

  @Route(Routes.renewStampPlace)
  async renewPlace(@Call() call: CallOf<typeof Routes.renewStampPlace>): Promise<CallOutput<typeof Routes.renewStampPlace>> {
    const { botId, cardId, placeId } = call.params;
    const place = await this.places.renew(botId, cardId, placeId);
    await this.record('stampPlace.renewed', call, { placeId });
    return place;
  }

  @Route(Routes.deleteStampPlace)
  async removePlace(@Call() call: CallOf<typeof Routes.deleteStampPlace>): Promise<void> {
    const { botId, cardId, placeId } = call.params;
    await this.places.remove(botId, cardId, placeId);
    await this.record('stampPlace.deleted', call, { placeId });
  }

  @Route(Routes.getStampPlaceCode)
  placeCode(@Call() { params }: CallOf<typeof Routes.getStampPlaceCode>): Promise<CallOutput<typeof Routes.getStampPlaceCode>> {
    return this.places.codeOf(params.botId, params.cardId, params.placeId);
  }

  @Route(Routes.listStampHolders)
  holders(@Call() { params, query }: CallOf<typeof Routes.listStampHolders>): Promise<CallOutput<typeof Routes.listStampHolders>> {
    return this.cards.holders(params.botId, params.cardId, { limit: query.limit, ...cursorOf(query.cursor, 'cursor', HOLDER_CURSOR) });
  }

  @Route(Routes.giveStamp)
  async stamp(@Call() call: CallOf<typeof Routes.giveStamp>): Promise<CallOutput<typeof Routes.giveStamp>> {
    const { botId, cardId, contactId } = call.params;
    const outcome = await this.stamping.stampByTeam(botId, cardId, contactId, { tapId: call.body.tapId, now: this.clock.now() });
    if (outcome === 'stamped' || outcome === 'full') await this.record('stampCard.stamped', call, { contactId });
    return { outcome };
  }

  @Route(Routes.takeStampBack)
  async takeBack(@Call() call: CallOf<typeof Routes.takeStampBack>): Promise<void> {
    const { botId, cardId, contactId } = call.params;
    await this.stamping.takeBack(botId, cardId, contactId, this.clock.now());
    await this.record('stampCard.stampTakenBack', call, { contactId });
  }

  @Route(Routes.exportStampCard)
  async export(@Call() call: CallOf<typeof Routes.exportStampCard>, @Res() reply: FastifyReply): Promise<void> {
    const { botId, cardId } = call.params;
    const { name } = await this.cards.get(botId, cardId);
    await this.record('stampCard.exported', call);
    await sendCsv(reply, { fileName: `${name}.csv`, text: exportStampCard(this.allHolders(botId, cardId)) });
  }

  private async *allHolders(botId: string, cardId: string): AsyncIterable<readonly StampHolder[]> {
    for (let cursor: string | undefined; ; ) {
      const page = await this.cards.holders(botId, cardId, { cursor, limit: EXPORT_PAGE });
      yield page.items;
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  private async record(action: string, { params, principal, ip }: Hosted, details: Record<string, string | boolean> = {}): Promise<void> {
    await this.audit.hosted({ action, botId: params.botId, personId: principal.person.id, ip, details: { cardId: params.cardId, ...details } });
  }
}
