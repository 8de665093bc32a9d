import { createHmac, hash } from 'node:crypto';
import { longId, shortId, shortTapData } from '@chatloom/engine';
import { isSame } from './isSame';

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

/** 96 bits as base64url: nobody tries so many taps on LINE. */
const SIGNATURE_LENGTH = 16;
const ACTION = /^[A-Za-z0-9._~,-]{1,60}$/;
/** LINE's limit for postback data (FACTS §7). */
const MAX_DATA = 300;

/**
 * Postback data of buttons of games: `g|<kind>|<game>|<action>|<signature>`, then the step that showed the card, if there was one.
 * The signature binds it to the game, the action and the conversation the button was made for: data that was changed,
 * made up, or carried over from another chat is recognised. With 128 bits of the game's id as 22 characters, 300 characters are enough.
 */
export class GamePostback {
  /** The card whose buttons were signed last: a card of bingo has 25 of them. */
  private card: Card | null = null;

  /** @param key 32 bytes, `SecretsBox.deriveKey('game taps')` */
  constructor(private readonly key: Buffer) {}

  /**
   * @param conversationId whose buttons they are; null: a button for anybody, only for actions that change nothing
   * @param back tap data of the step that shows the card (`RunContext.tapData`)
   * @throws RangeError when the action is none
   */
  write(button: GameButton, conversationId: string | null, back?: string): string {
    if (!ACTION.test(button.action)) throw new RangeError(`"${button.action}" cannot be an action of a game.`);
    const card = this.cardOf(button, conversationId);
    const head = `${card.head}${button.action}|${signature(card, button.action)}`;
    if (back === undefined) return head;
    if (card.back?.[0] !== back) card.back = [back, `|${shortTapData(back)}`];
    const data = head + card.back[1];
    return data.length <= MAX_DATA ? data : head;
  }

  /**
   * What was tapped. `forged`: no button of ours, or one of another chat. `bound` is false for buttons for anybody.
   */
  read(data: string, conversationId: string): { button: GameButton; bound: boolean; back: string | undefined } | 'forged' {
    const button = this.claimed(data);
    if (!button) return 'forged';
    const [, , , , given = '', ...back] = data.split('|');
    const bound = isSame(given, signature(this.cardOf(button, conversationId), button.action));
    if (!bound && !isSame(given, signature(this.cardOf(button, null), button.action))) return 'forged';
    return { button, bound, back: back.length > 0 ? back.join('|') : undefined };
  }

  /** Which button the data says it is, believed or not; undefined when it says none. */
  claimed(data: string): GameButton | undefined {
    const [, letter, game = '', action = ''] = data.split('|');
    const kind = kindOf(letter);
    const gameId = longId(game);
    return kind && gameId !== null && ACTION.test(action) ? { kind, gameId, action } : undefined;
  }

  private cardOf({ kind, gameId }: Pick<GameButton, 'kind' | 'gameId'>, conversationId: string | null): Card {
    const { card } = this;
    if (card && card.gameId === gameId && card.conversationId === conversationId && card.kind === kind) return card;
    const secret = createHmac('sha256', this.key).update(JSON.stringify([kind, gameId, conversationId])).digest('hex');
    return (this.card = { kind, gameId, conversationId, head: `g|${GAME_LETTERS[kind]}|${shortId(gameId)}|`, secret });
  }
}

/** All buttons of one game in one conversation. */
interface Card {
  kind: GameKind;
  gameId: string;
  conversationId: string | null;
  /** What all of their data begins with. */
  head: string;
  /** Follows from the key and all of the above; nobody else knows it. */
  secret: string;
  /** The step behind the buttons, and as it stands in their data. */
  back?: [string, string];
}

/**
 * The secret, of one length always, with the action hashed behind it: where less than half of the hash is shown, nobody can go on from it to a longer
 * action. A third of the cost of a second HMAC.
 */
function signature({ secret }: Card, action: string): string {
  return hash('sha256', secret + action, 'base64url').slice(0, SIGNATURE_LENGTH);
}

/** The kind behind a letter. */
export function kindOf(letter: string | undefined): GameKind | undefined {
  return (Object.keys(GAME_LETTERS) as GameKind[]).find((one) => GAME_LETTERS[one] === letter);
}
