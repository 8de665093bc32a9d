import { Injectable } from '@nestjs/common';
import type { EffectScene, UpcomingEvent } from '@chatloom/conversations';
import type { GameRefusalReason } from '@chatloom/contract';
import { type GameAnswer, readGameTap } from '@chatloom/engine';
import { SecretsBox, type Transaction } from '@chatloom/platform';
import { GameAudit } from './GameAudit';
import { type GameButton, type GameKind, GamePostback } from './gamePostback';
import { wordsFor } from './gameWords';

/** A verified tap on a button of a game. */
export interface GameTap extends GameButton {
  /** False for a button that was made for anybody: such a tap may look, and change nothing. */
  bound: boolean;
  /** Tap data of the step that showed the card, to be handed on to the redrawn card. */
  back: string | undefined;
  /** What was picked in a date or time picker (FACTS §5). */
  params: Record<string, string>;
  /** Of the person, BCP 47, where it is known. */
  language: string | undefined;
  /** Tapped where others look on: in a group or room. */
  isGroup: boolean;
}

/** What a tap comes to. `refused`: why it was bad input rather than play, e.g. `closed`; that is written down. */
export type TapAnswer = GameAnswer & { refused?: GameRefusalReason };

/**
 * What a kind of game does about a tap: in the turn's transaction, touching only our database. Null: there is no such game in
 * this bot.
 */
export type GameTapHandler = (tx: Transaction, scene: EffectScene, tap: GameTap) => Promise<TapAnswer | null>;

/** A tap whose turn comes later in this transaction, and is the only event of its conversation in it. */
export interface UpcomingTap extends GameButton {
  scene: UpcomingEvent['scene'];
  isGroup: boolean;
}

/** Where kinds of games plug in; recognises forged and foreign taps before any of them is asked. */
@Injectable()
export class GameTaps {
  readonly postback: GamePostback;
  private readonly handlers = new Map<GameKind, GameTapHandler>();
  private readonly ahead = new Map<GameKind, (tx: Transaction, taps: readonly UpcomingTap[]) => Promise<void>>();

  constructor(
    secrets: SecretsBox,
    private readonly audit: GameAudit,
  ) {
    this.postback = new GamePostback(secrets.deriveKey('game taps'));
  }

  /** @throws Error when the kind has a handler already */
  register(kind: GameKind, handler: GameTapHandler): void {
    if (this.handlers.has(kind)) throw new Error(`Two handlers for taps on a ${kind}.`);
    this.handlers.set(kind, handler);
  }

  /** Let a kind see the taps of a whole transaction before the first is dealt with; only those bound to their chat. */
  registerAhead(kind: GameKind, look: (tx: Transaction, taps: readonly UpcomingTap[]) => Promise<void>): void {
    this.ahead.set(kind, look);
  }

  /** Tells the kinds which taps are coming. The engine asks for `gameTapped` for each of these, whatever else goes on in the conversation. */
  async foresee(tx: Transaction, events: readonly UpcomingEvent[]): Promise<void> {
    const tapsOf = new Map<GameKind, UpcomingTap[]>();
    for (const { scene, isGroup, input } of events) {
      if (input.type !== 'postbackReceived' || !readGameTap(input.data)) continue;
      const read = this.postback.read(input.data, scene.conversationId);
      if (read === 'forged' || !read.bound || !this.ahead.has(read.button.kind)) continue;
      tapsOf.set(read.button.kind, [...(tapsOf.get(read.button.kind) ?? []), { ...read.button, scene, isGroup }]);
    }
    for (const [kind, taps] of tapsOf) await this.ahead.get(kind)!(tx, taps);
  }

  /** The effect `gameTapped`. Whatever was tapped gets a friendly answer; what is not ours changes nothing and is written down. */
  async perform(tx: Transaction, scene: EffectScene, { data, ...reader }: Pick<GameTap, 'params' | 'language' | 'isGroup'> & { data: string }): Promise<GameAnswer> {
    const read = this.postback.read(data, scene.conversationId);
    const handler = read === 'forged' ? undefined : this.handlers.get(read.button.kind);
    if (read === 'forged' || !handler) {
      this.audit.refused(tx, scene, 'forged', this.postback.claimed(data));
      return refusal('buttonInvalid', reader.language, 'forged');
    }
    const answer = await handler(tx, scene, { ...reader, ...read.button, bound: read.bound, back: read.back });
    if (answer) {
      const { refused, ...rest } = answer;
      if (refused) this.audit.refused(tx, scene, refused, read.button);
      return rest;
    }
    this.audit.refused(tx, scene, 'noSuchGame', read.button);
    return refusal('gameGone', reader.language, 'gone');
  }
}

/** Whether what a game says to a wish is one of the words for "too late" and "too early", which are written down. */
export function untimely(outcome: string): { refused?: 'closed' | 'notOpen' } {
  return outcome === 'closed' || outcome === 'notOpen' ? { refused: outcome } : {};
}

/** A friendly word instead of a card; nothing has changed. */
function refusal(word: 'buttonInvalid' | 'gameGone', language: string | undefined, outcome: string): GameAnswer {
  return { messages: [{ type: 'text', text: wordsFor(language)[word] }], outcome };
}
