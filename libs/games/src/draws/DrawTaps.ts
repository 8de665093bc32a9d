import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { JsonObject, LineMessage } from '@chatloom/engine';
import { CONFIG, type Config, type Sql, type Transaction } from '@chatloom/platform';
import { type GameTap, GameTaps, type TapAnswer, untimely } from '../frame/GameTaps';
import { PersonalLinks } from '../frame/PersonalLinks';
import { PublicPages } from '../frame/PublicPages';
import { drawCardOf } from './drawCardOf';
import { type DrawRow, readDraw } from './DrawRow';
import { type Deed, DrawTries, type Standing, type StoredTry } from './DrawTries';
import { NEWCOMER, triesLeft } from './refusalOf';
import { tagOf } from './tagWinners';
import { trialOutcome } from './trialOutcome';

/** What somebody wants of a draw. `attempt`: which try it is, as the button says; absent: one more. */
export type DrawWish = { do: 'play'; attempt?: number; agrees?: boolean } | { do: 'show' };

/** For whom a card is drawn, and how taps on it find their way back. */
export interface DrawReader {
  language: string | undefined;
  back: string | undefined;
  isGroup: boolean;
}

/** What came of a wish: an exit of the step `draw`, the card, and what was won for the steps behind it. */
export interface DrawAnswer {
  outcome: string;
  message: LineMessage;
  value: JsonObject;
  tag: string | null;
  /** The flow has not gone on behind this outcome yet. */
  isNews: boolean;
}

/** Wishes of players, by taps and by steps of flows, each in the turn's transaction and answered by the redrawn card. */
@Injectable()
export class DrawTaps {
  constructor(
    private readonly taps: GameTaps,
    private readonly tries: DrawTries,
    private readonly links: PersonalLinks,
    private readonly pages: PublicPages,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {
    taps.register('draw', (tx, scene, tap) => this.tap(tx, scene, tap));
  }

  /** @throws NotFoundError when the bot has no such draw */
  async perform(tx: Transaction, scene: EffectScene, drawId: string, wish: DrawWish, reader: DrawReader): Promise<DrawAnswer> {
    const draw = await readDraw(tx, scene.botId, drawId);
    if (draw.state === 'draft' && (await this.isTriedOut(tx, scene))) return this.trial(tx, scene, draw, wish, reader);
    if (scene.contactId === null) {
      return this.answer(tx, scene, { draw, ticket: null, player: NEWCOMER, refusal: 'notAllowed', tries: [] }, null, { outcome: 'refused', isNews: true }, reader);
    }
    const who = { botId: scene.botId, contactId: scene.contactId, now: scene.now };
    if (wish.do === 'show') return this.show(tx, scene, await this.tries.look(tx, who, drawId), reader);
    const { document } = draw;
    // Scratch cards and wheels are played on the person's own page, except where everybody could open it.
    const isOnPage = (document.kind === 'scratch' || document.kind === 'wheel') && !reader.isGroup;
    if (isOnPage) {
      const standing = await this.tries.look(tx, who, drawId);
      return this.answer(tx, scene, standing, null, { outcome: exitOf(standing.refusal ?? 'shown'), isNews: true }, reader);
    }
    const deed = await this.tries.attempt(tx, who, drawId, wish.attempt ?? null, { isTold: true, ...(wish.agrees && { agrees: true }) });
    return this.answer(tx, scene, deed.refused === 'soldOut' ? { ...deed, refusal: 'soldOut' } : deed, document.kind === 'raffle' && deed.draw.state !== 'ended' ? null : deed.outcome, { outcome: outcomeOf(deed), isNews: deed.isNew || deed.outcome === null }, reader);
  }

  private async tap(tx: Transaction, scene: EffectScene, tap: GameTap): Promise<TapAnswer | null> {
    const exists = await tx.query('draws.exists', 'SELECT 1 FROM draw WHERE bot_id = $1 AND id = $2', [scene.botId, tap.gameId]);
    if (exists.rowCount === 0) return null;
    const { outcome, message, value, tag, isNews } = await this.perform(tx, scene, tap.gameId, wishOf(tap), tap);
    return { messages: [message], outcome, ...untimely(outcome), ...(isNews && { port: outcome, value, answerName: 'prize', ...(tag !== null && { addTags: [tag] }) }) };
  }

  /** How it stands: what was won last, or the last try; told once to the flow when it was made on the person's page. */
  private async show(tx: Transaction, scene: EffectScene, standing: Standing, reader: DrawReader): Promise<DrawAnswer> {
    const { draw, tries } = standing;
    const isWaiting = draw.document.kind === 'raffle' && (draw.state !== 'ended' || draw.isStopped);
    const untold = isWaiting ? undefined : tries.find(({ isTold }) => !isTold);
    const shown = isWaiting ? undefined : (untold ?? tries.find(({ prizeId }) => prizeId !== null) ?? tries[0]);
    if (untold) await this.tries.told(tx, scene.botId, untold.id);
    const outcome = shown === undefined ? 'next' : shown.prizeId === null ? 'lost' : 'won';
    // On a page the tag was given at once; here it says so to the steps behind it.
    return { ...(await this.answer(tx, scene, standing, shown ?? null, { outcome, isNews: untold !== undefined }, reader)), tag: null };
  }

  /** Before it is started, the studio's phone shows what people will see; nothing is kept, and nothing of the real stock taken. */
  private async trial(tx: Transaction, scene: EffectScene, draw: DrawRow, wish: DrawWish, reader: DrawReader): Promise<DrawAnswer> {
    const isRaffle = draw.document.kind === 'raffle';
    const standing: Standing = { draw, ticket: null, player: { ...NEWCOMER, tries: wish.do === 'play' && isRaffle ? 1 : 0 }, refusal: isRaffle && wish.do === 'play' ? 'already' : null, tries: [] };
    const played = wish.do === 'show' || isRaffle ? null : trialOutcome(draw.document, createHash('sha256').update(scene.turnId).digest(), scene.now);
    const outcome = wish.do === 'show' ? 'next' : isRaffle ? 'entered' : played!.prizeId === null ? 'lost' : 'won';
    return this.answer(tx, scene, standing, played, { outcome, isNews: true }, reader, true);
  }

  private async isTriedOut(tx: Sql, { botId, channelId }: EffectScene): Promise<boolean> {
    const { rows } = await tx.query<{ runs: string }>('draws.runs', 'SELECT runs FROM channel WHERE bot_id = $1 AND id = $2', [botId, channelId]);
    return rows[0]?.runs === 'draft';
  }

  private async answer(
    tx: Transaction, scene: EffectScene, standing: Standing, given: Pick<StoredTry, 'prizeId' | 'code'> | null, { outcome, isNews }: { outcome: string; isNews: boolean }, { language, back, isGroup }: DrawReader, isTrial = false,
  ): Promise<DrawAnswer> {
    const { draw, player, refusal } = standing;
    const { document } = draw;
    const isEntered = document.kind === 'raffle' && player.tries > 0 && given === null;
    const page = await this.pages.codeOf(scene.botId, 'draw', draw.id, tx);
    const hasOwnPage = (document.kind === 'scratch' || document.kind === 'wheel') && !isGroup && !isTrial && scene.contactId !== null;
    const message = drawCardOf({
      document, language, isEntered, isGroup, isTrial,
      ...(given && { outcome: given }),
      refusal: isEntered && outcome === 'entered' ? null : refusal,
      triesLeft: triesLeft(document, player),
      zone: draw.zone ?? 'UTC',
      nextAttempt: player.tries + 1,
      button: (action) => this.taps.postback.write({ kind: 'draw', gameId: draw.id, action }, scene.conversationId, back),
      ownPageUrl: hasOwnPage ? this.links.urlOf({ kind: 'draw', gameId: draw.id, contactId: scene.contactId! }) : null,
      pageUrl: page === null ? null : `${this.config.PUBLIC_URL}/p/${page}`,
    });
    const hasResult = outcome === 'won' || outcome === 'lost';
    return { outcome, message, value: valueOf(draw, given), tag: hasResult && isNews && !isTrial ? tagOf(document, given?.prizeId ?? null) : null, isNews };
  }
}

function outcomeOf({ outcome, refused, draw }: Deed): string {
  if (refused !== null) return exitOf(refused);
  if (outcome === null) return 'shown';
  if (draw.document.kind === 'raffle') return 'entered';
  return outcome.prizeId === null ? 'lost' : 'won';
}

/** Steps have an exit for what a designer may want to answer differently. */
function exitOf(outcome: string): string {
  if (outcome === 'limitToday' || outcome === 'already') return 'limit';
  return outcome === 'terms' ? 'shown' : outcome === 'notAllowed' ? 'refused' : outcome;
}

/** What steps behind the exit may say: `{{ answer.prize.name }}`. */
function valueOf({ document }: DrawRow, given: Pick<StoredTry, 'prizeId' | 'code'> | null): JsonObject {
  const prize = given === null ? null : given.prizeId === null ? document.losersPrize : document.prizes.find(({ id }) => id === given.prizeId);
  const code = given === null ? null : given.prizeId === null ? document.losersPrize?.code : given.code;
  return { id: given?.prizeId ?? '', name: prize?.name ?? '', description: prize?.description ?? '', code: code ?? '' };
}

/** A button for anybody may only look. */
function wishOf({ action, bound }: GameTap): DrawWish {
  const attempt = /^([ty])\.(\d{1,7})$/.exec(action);
  return bound && attempt ? { do: 'play', attempt: Number(attempt[2]), ...(attempt[1] === 'y' && { agrees: true }) } : { do: 'show' };
}
