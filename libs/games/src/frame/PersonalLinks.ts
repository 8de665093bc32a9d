import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { longId, shortId } from '@chatloom/engine';
import { CONFIG, type Config, SecretsBox } from '@chatloom/platform';
import { GAME_LETTERS, type GameKind, kindOf } from './gamePostback';
import { isSame } from './isSame';

/** Whose page of which game. A person belongs to one channel of one bot, so the bot is named by them. */
export interface PersonalLink {
  kind: GameKind;
  /** UUID of the game (of the voucher handed out, the stamp card …). */
  gameId: string;
  /** UUID of the person. */
  contactId: string;
}

/** Of the way tokens are written and signed. Another way gets another digit; links of a former one may go on being read. */
const VERSION = '1';
/** 128 bits: a link is the only key to what somebody won. */
const SIGNATURE_BYTES = 16;
const ID_LENGTH = 22;

/**
 * Addresses of personal pages of games: `/p/<token>`, where the token is version, kind, game, person and a signature over all of them, 68 letters,
 * digits, `_` and `-`. Nothing is stored, so a link costs nothing to hand out; it is valid as long as game and person are there, and the
 * game decides what it still shows. Whoever has the link acts as that person: hand it only to them, in their own chat.
 */
@Injectable()
export class PersonalLinks {
  private readonly key: Buffer;

  constructor(
    secrets: SecretsBox,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {
    this.key = secrets.deriveKey('personal pages of games');
  }

  /** The whole address, for a button that opens a page. */
  urlOf(link: PersonalLink): string {
    return `${this.config.PUBLIC_URL}/p/${this.tokenOf(link)}`;
  }

  /** `personalTokenSchema` of the contract holds its shape. */
  tokenOf({ kind, gameId, contactId }: PersonalLink): string {
    const head = `${VERSION}${GAME_LETTERS[kind]}${shortId(gameId)}${shortId(contactId)}`;
    return head + createHmac('sha256', this.key).update(head).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  }

  /** Whose page it is; null for anything that we did not write exactly so. Asks nobody: forged links cost no query. */
  read(token: string): PersonalLink | null {
    const kind = token[0] === VERSION ? kindOf(token[1]) : undefined;
    const gameId = longId(token.slice(2, 2 + ID_LENGTH));
    const contactId = longId(token.slice(2 + ID_LENGTH, 2 + 2 * ID_LENGTH));
    if (!kind || gameId === null || contactId === null) return null;
    const link = { kind, gameId, contactId };
    return isSame(token, this.tokenOf(link)) ? link : null;
  }
}
