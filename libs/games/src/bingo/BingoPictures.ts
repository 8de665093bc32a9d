import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import { longId, shortId } from '@chatloom/engine';
import { TilePainter } from '@chatloom/pictures';
import { CONFIG, type Config, Database, SecretsBox, type Transaction } from '@chatloom/platform';
import { baseLanguage } from '../frame/gameWords';
import { isSame } from '../frame/isSame';
import { BINGO_COLUMNS, type BingoRow } from './BingoRow';
import { BingoRounds } from './BingoRounds';
import { type BingoPicture, drawBingoPicture } from './drawBingoPicture';

/** Which card, as it stood: the picture of it never changes. */
export interface PicturedCard {
  gameId: string;
  contactId: string;
  round: number;
  /** Marked cells as bits. */
  marks: number;
  language: string | undefined;
}

/** 96 bits, as for buttons of games: nobody tries so many addresses. */
const SIGNATURE_BYTES = 12;
const LANGUAGES = ['en', 'zh', 'ja', 'th'] as const;
/** Where the API gives pictures out (`getBingoCardPicture` of the contract). */
const PATH = '/api/v1/public/bingo-cards';
/** Pictures kept, about 40 KB each: LINE fetches one several times, and a card is looked at again. */
const MAX_KEPT = 200;
/** Painted at the same time, and waiting for it; each takes some tenths of a second of a core. */
const AT_ONCE = 1;
const MAX_WAITING = 100;

/** More cards are to be painted than this process can; LINE and browsers ask again later. */
export class TooManyPicturesError extends Error {}

/**
 * Cards as pictures. The address says what is on the picture and is signed: it cannot be guessed or changed, it lets nobody play (unlike
 * `PersonalLinks`), and what it shows stays the same, so that whoever fetched it once keeps it.
 */
@Injectable()
export class BingoPictures {
  private readonly key: Buffer;
  private readonly kept = new Map<string, Promise<Buffer>>();
  private painting = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    secrets: SecretsBox,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
    private readonly database: Database,
    private readonly rounds: BingoRounds,
    private readonly painter: TilePainter,
  ) {
    this.key = secrets.deriveKey('pictures of bingo cards');
  }

  /** The whole address. LINE takes https only (FACTS §7): see to it that this server has such an address. */
  urlOf(card: PicturedCard): string {
    return `${this.config.PUBLIC_URL}${this.pathOf(card)}`;
  }

  /** The same on this server, for its own pages. */
  pathOf(card: PicturedCard): string {
    return `${PATH}/${this.tokenOf(card)}`;
  }

  /** LINE would take the address. */
  get canBeSent(): boolean {
    return this.config.PUBLIC_URL.startsWith('https://');
  }

  /**
   * The picture behind an address, PNG.
   * @throws NotFoundError for an address that is not ours, and when the game is gone; TooManyPicturesError
   */
  async read(token: string): Promise<Buffer> {
    const card = this.cardOf(token);
    if (!card) throw new NotFoundError('picture');
    const known = this.kept.get(token);
    if (known) {
      this.kept.delete(token);
      this.kept.set(token, known);
      return known;
    }
    const picture = this.paint(card);
    this.kept.set(token, picture);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    picture.catch(() => this.kept.delete(token));
    return picture;
  }

  private async paint(card: PicturedCard): Promise<Buffer> {
    await this.turn();
    try {
      const { size, drawing } = drawBingoPicture(await this.database.pg.transaction((tx) => this.lookUp(tx, card)));
      return await this.painter.paint(size, drawing);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.painting--;
    }
  }

  private async lookUp(tx: Transaction, { gameId, contactId, round, marks, language }: PicturedCard): Promise<BingoPicture> {
    // Not bounded by a bot: the signature over game and player is the key.
    const { rows } = await tx.query<BingoRow>('bingo.pictured', `SELECT ${BINGO_COLUMNS} FROM bingo_game WHERE id = $1`, [gameId]);
    const game = rows[0];
    if (!game) throw new NotFoundError('picture');
    const card = game.round === round ? await this.rounds.read(tx, game, (one) => one.viewOf(contactId)?.card) : await cardOfFormerRound(tx, gameId, round, contactId);
    if (!card) throw new NotFoundError('picture');
    return { document: game.document, card, marks, language };
  }

  /** One after the other, so that a hall which looks at its cards does not stop the game. Whoever is done hands its place on. */
  private async turn(): Promise<void> {
    if (this.painting < AT_ONCE) this.painting++;
    else if (this.waiting.length >= MAX_WAITING) throw new TooManyPicturesError('Too many pictures are wanted at once.');
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private tokenOf({ gameId, contactId, round, marks, language }: PicturedCard): string {
    const head = `${shortId(gameId)}${shortId(contactId)}${LANGUAGES.indexOf(baseLanguage(language))}-${round.toString(36)}-${(marks >>> 0).toString(36)}-`;
    return head + createHmac('sha256', this.key).update(head).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  }

  private cardOf(token: string): PicturedCard | null {
    const [, game = '', person = '', language = '', round = '', marks = ''] = /^([\w-]{22})([\w-]{22})([0-3])-([0-9a-z]{1,4})-([0-9a-z]{1,7})-[\w-]{16}$/.exec(token) ?? [];
    const [gameId, contactId] = [longId(game), longId(person)];
    if (gameId === null || contactId === null) return null;
    const card = { gameId, contactId, round: Number.parseInt(round, 36), marks: Number.parseInt(marks, 36) | 0, language: LANGUAGES[Number(language)] };
    return isSame(token, this.tokenOf(card)) ? card : null;
  }
}

async function cardOfFormerRound(tx: Transaction, gameId: string, round: number, contactId: string): Promise<readonly number[] | undefined> {
  const { rows } = await tx.query<{ card: number[] }>(
    'bingo.formerCard',
    `SELECT event -> 'card' AS card FROM bingo_event WHERE game_id = $1 AND round = $2 AND event ->> 'type' = 'joined' AND event ->> 'player' = $3`,
    [gameId, round, contactId],
  );
  return rows[0]?.card;
}
