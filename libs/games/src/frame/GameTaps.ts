import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { GameAnswer } from '@chatloom/engine';
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

/**
 * What a kind of game does about a tap: in the turn's transaction, touching only our database. Null: there is no such game in
 * this bot.
 */
export type GameTapHandler = (tx: Transaction, scene: EffectScene, tap: GameTap) => Promise<GameAnswer | null>;

/** Where kinds of games plug in; recognises forged and foreign taps before any of them is asked. */
@Injectable()
export class GameTaps {
  readonly postback: GamePostback;
  private readonly handlers = new Map<GameKind, GameTapHandler>();

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

  /** The effect `gameTapped`. Whatever was tapped gets a friendly answer; what is not ours changes nothing and is written down. */
  async perform(tx: Transaction, scene: EffectScene, { data, ...rest }: Pick<GameTap, 'params' | 'language' | 'isGroup'> & { data: string }): Promise<GameAnswer> {
    const read = this.postback.read(data, scene.conversationId);
    const handler = read === 'forged' ? undefined : this.handlers.get(read.button.kind);
    if (read === 'forged' || !handler) {
      await this.audit.refused(tx, scene, 'forged');
      return refusal('buttonInvalid', rest.language, 'forged');
    }
    const answer = await handler(tx, scene, { ...rest, ...read.button, bound: read.bound, back: read.back });
    if (answer) return answer;
    await this.audit.refused(tx, scene, 'noSuchGame', read.button);
    return refusal('gameGone', rest.language, 'gone');
  }
}

/** A friendly word instead of a card; nothing has changed. */
function refusal(word: 'buttonInvalid' | 'gameGone', language: string | undefined, outcome: string): GameAnswer {
  return { messages: [{ type: 'text', text: wordsFor(language)[word] }], outcome };
}
