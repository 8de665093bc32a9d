import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { EffectScene } from '@chatloom/conversations';
import type { LineMessage } from '@chatloom/engine';
import { CONFIG, type Config, type Transaction } from '@chatloom/platform';
import { type GameTap, GameTaps, type TapAnswer, untimely } from '../frame/GameTaps';
import { PersonalLinks } from '../frame/PersonalLinks';
import { BingoCards } from './BingoCards';
import { BingoEntry } from './BingoEntry';
import { BingoPlay, type PlayOutcome } from './BingoPlay';
import { TELL_NEWS } from './BingoNews';
import { BingoPictures } from './BingoPictures';
import { BingoRounds } from './BingoRounds';
import type { BingoRow } from './BingoRow';
import { type BingoWord, sayBingo } from './bingoWords';
import { HeldGames } from './HeldGames';
import { findItem } from './itemLabel';
import { outcomeOf } from './outcomeOf';

/** What somebody wants to do in a game. */
export type BingoWish = { do: 'look' } | { do: 'join'; code?: string } | { do: 'mark'; item: number } | { do: 'mark'; label: string } | { do: 'claim' };

/** For whom a card is drawn, and how taps on it find their way back. */
export interface BingoReader {
  language: string | undefined;
  back: string | undefined;
  /** Others read the card as well. */
  isGroup: boolean;
  /** As a picture rather than as a card with buttons, where that is possible. */
  asPicture?: boolean;
}

/** What came of a wish: an exit of the step `bingo`, and the card. */
export interface BingoAnswer {
  outcome: string;
  /** The same, with the reason where it was refused. */
  word: string;
  message: LineMessage;
}

/** What people read about an outcome; every other outcome speaks by the card itself. */
const NOTES: Partial<Record<string, BingoWord>> = {
  joined: 'joined', marked: 'marked', alreadyJoined: 'alreadyJoined', notOpen: 'notOpen', closed: 'closed', full: 'seatsTaken', tooLate: 'tooLate', notAllowed: 'notAllowed', wrongCode: 'wrongCode', notCalled: 'notCalled',
  notOnCard: 'notOnCard', noBingo: 'noBingo', notPlaying: 'notPlaying',
};

/** Wishes of players, by taps and by steps of flows, each in the turn's transaction and answered by the redrawn card. */
@Injectable()
export class BingoTaps {
  constructor(
    private readonly taps: GameTaps,
    private readonly play: BingoPlay,
    private readonly held: HeldGames,
    private readonly cards: BingoCards,
    private readonly entry: BingoEntry,
    private readonly rounds: BingoRounds,
    private readonly pictures: BingoPictures,
    private readonly links: PersonalLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    taps.register('bingo', (tx, scene, tap) => this.tap(tx, scene, tap));
  }

  /** @throws NotFoundError when the bot has no such game */
  async perform(tx: Transaction, scene: EffectScene, gameId: string, wish: BingoWish, reader: BingoReader): Promise<BingoAnswer> {
    if (scene.contactId === null) {
      const game = await this.held.read(tx, scene.botId, gameId);
      return { outcome: 'refused', word: 'notAllowed', message: { type: 'text', text: `${game.document.title}: ${sayBingo(reader.language, 'notAllowed')}` } };
    }
    const { outcome, game } = await this.follow(tx, scene, scene.contactId, gameId, wish);
    const picture = reader.asPicture ? await this.picture(tx, scene.contactId, game, reader.language) : null;
    return { outcome: exitOf(outcome), word: outcome, message: picture ?? (await this.card(tx, scene, scene.contactId, game, outcome, reader)) };
  }

  private async tap(tx: Transaction, scene: EffectScene, tap: GameTap): Promise<TapAnswer | null> {
    // A button for anybody may look and sit down at the table: both only concern the one who taps.
    const wish = wishOf(tap);
    const allowed: BingoWish = tap.bound || wish.do === 'join' ? wish : { do: 'look' };
    try {
      const { outcome, word, message } = await this.perform(tx, scene, tap.gameId, allowed, tap);
      return tap.bound && tap.action === TELL_NEWS ? { messages: [message], otherwise: 'push', outcome } : { messages: [message], port: outcome, outcome, ...untimely(word) };
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  }

  private async follow(tx: Transaction, scene: EffectScene, contactId: string, gameId: string, wish: BingoWish): Promise<{ outcome: string; game: BingoRow }> {
    const { botId, conversationId } = scene;
    switch (wish.do) {
      case 'look':
        return { outcome: 'looked', game: await this.held.read(tx, botId, gameId) };
      case 'join': {
        const game = await this.held.read(tx, botId, gameId);
        const refused = await this.entry.refusal(tx, scene, contactId, game, wish.code);
        if (refused !== null) return { outcome: refused, game };
        return this.told(await this.play.join(tx, botId, gameId, { contactId, conversationId }), contactId, 'joined');
      }
      case 'mark':
        if ('item' in wish) return this.told(await this.play.mark(tx, botId, gameId, contactId, wish.item), contactId, 'marked');
        return this.markByName(tx, botId, gameId, contactId, wish.label);
      case 'claim':
        return this.told(await this.play.claim(tx, botId, gameId, contactId), contactId, 'claimed');
    }
  }

  private async markByName(tx: Transaction, botId: string, gameId: string, contactId: string, label: string): Promise<{ outcome: string; game: BingoRow }> {
    const game = await this.held.read(tx, botId, gameId);
    const item = findItem(game.document, label);
    return item === null ? { outcome: 'notOnCard', game } : this.told(await this.play.mark(tx, botId, gameId, contactId, item), contactId, 'marked');
  }

  private told(result: PlayOutcome, contactId: string, done: string): { outcome: string; game: BingoRow } {
    return { outcome: outcomeOf(result, contactId, done), game: result.game };
  }

  /** Null before a card is dealt, and while LINE could not fetch it from here. */
  private async picture(tx: Transaction, contactId: string, game: BingoRow, language: string | undefined): Promise<LineMessage | null> {
    if (!this.pictures.canBeSent || game.round === 0) return null;
    const mine = await this.rounds.read(tx, game, (round) => round.viewOf(contactId));
    if (!mine) return null;
    const url = this.pictures.urlOf({ gameId: game.id, contactId, round: game.round, marks: mine.marks, language });
    return { type: 'image', originalContentUrl: url, previewImageUrl: url };
  }

  private async card(tx: Transaction, scene: EffectScene, contactId: string, game: BingoRow, outcome: string, { language, back, isGroup }: BingoReader): Promise<LineMessage> {
    const note = NOTES[outcome];
    return this.cards.drawFor(tx, game, {
      contactId,
      language,
      ...(note && { note: sayBingo(language, note) }),
      button: (action) => this.taps.postback.write({ kind: 'bingo', gameId: game.id, action }, scene.conversationId, back),
      pageUrl: game.pageCode === null ? null : `${this.config.PUBLIC_URL}/p/${game.pageCode}`,
      cardUrl: isGroup ? null : this.links.urlOf({ kind: 'bingo', gameId: game.id, contactId }),
    });
  }
}

/** Steps have one exit for everything that was not possible; the card says why. */
function exitOf(outcome: string): string {
  if (outcome === 'alreadyJoined') return 'already';
  return ['joined', 'marked', 'won', 'bingo', 'looked', 'claimed'].includes(outcome) ? outcome : 'refused';
}

function wishOf({ action }: GameTap): BingoWish {
  if (action === 'claim') return { do: 'claim' };
  if (action === 'join') return { do: 'join' };
  const item = /^m\.(\d{1,3})$/.exec(action)?.[1];
  return item === undefined ? { do: 'look' } : { do: 'mark', item: Number(item) };
}
