import { createHmac } from 'node:crypto';
import { isSame, longId, shortId } from './shortId';

/** One letter per kind of game, as it stands in postback data and in addresses of personal pages. */
export const GAME_LETTERS = { poll: 'p', bingo: 'b', draw: 'd', stampCard: 's', voucher: 'v' } as const;
export type GameKind = keyof typeof GAME_LETTERS;

/** A button of a game. */
export interface GameButton {
  kind: GameKind;
  /** UUID of the game. */
  gameId: string;
  /** What a tap does: letters, digits, `.`, `_`, `~`, `,` and `-`, at most 60. The game gives it its meaning. */
  action: string;
}

/** 96 bits: nobody tries so many taps on LINE. */
const SIGNATURE_BYTES = 12;
const ACTION = /^[A-Za-z0-9._~,-]{1,60}$/;
/** LINE's limit for postback data (FACTS §7). */
const MAX_DATA = 300;

/**
 * Postback data of buttons of games: `g|<kind>|<game>|<action>|<signature>`, then the step that showed the card, if there was one.
 * The signature binds it to the game, the action and the conversation the button was made for: data that was changed,
 * made up, or carried over from another chat is recognised. With 128 bits of the game's id as 22 characters, 300 characters are enough.
 */
export class GamePostback {
  /** @param key 32 bytes, `SecretsBox.deriveKey('game taps')` */
  constructor(private readonly key: Buffer) {}

  /**
   * @param conversationId whose buttons they are; null: a button for anybody, only for actions that change nothing
   * @param back tap data of the step that shows the card (`RunContext.tapData`)
   * @throws RangeError when the action is none
   */
  write(button: GameButton, conversationId: string | null, back?: string): string {
    if (!ACTION.test(button.action)) throw new RangeError(`"${button.action}" cannot be an action of a game.`);
    const head = `g|${GAME_LETTERS[button.kind]}|${shortId(button.gameId)}|${button.action}|${this.sign(button, conversationId)}`;
    const data = back === undefined ? head : `${head}|${back}`;
    return data.length <= MAX_DATA ? data : head;
  }

  /**
   * What was tapped. `forged`: no button of ours, or one of another chat. `bound` is false for buttons for anybody.
   */
  read(data: string, conversationId: string): { button: GameButton; bound: boolean; back: string | undefined } | 'forged' {
    const [, letter, game = '', action = '', signature = '', ...back] = data.split('|');
    const kind = kindOf(letter);
    const gameId = longId(game);
    if (!kind || gameId === null || !ACTION.test(action)) return 'forged';
    const button = { kind, gameId, action };
    const bound = isSame(signature, this.sign(button, conversationId));
    if (!bound && !isSame(signature, this.sign(button, null))) return 'forged';
    return { button, bound, back: back.length > 0 ? back.join('|') : undefined };
  }

  private sign({ kind, gameId, action }: GameButton, conversationId: string | null): string {
    return createHmac('sha256', this.key).update(JSON.stringify([kind, gameId, action, conversationId])).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  }
}

/** The kind behind a letter. */
export function kindOf(letter: string | undefined): GameKind | undefined {
  return (Object.keys(GAME_LETTERS) as GameKind[]).find((one) => GAME_LETTERS[one] === letter);
}
