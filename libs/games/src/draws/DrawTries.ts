import { Injectable } from '@nestjs/common';
import type { DrawRefusal } from '@chatloom/contract';
import { luckOf } from '@chatloom/fairplay';
import { crashPoint, IdSource, SecretsBox, type Sql, type Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { openSeed } from '../frame/gameSeed';
import { WhoMayPlayRule } from '../frame/WhoMayPlayRule';
import { type DrawRow, holdDraw, readDraw } from './DrawRow';
import { NEWCOMER, type Player, refusalOf } from './refusalOf';
import { isAnythingLeft, takePrize, takeTicket, type TakenUnit } from './takeUnit';

/** Who tries, and when: ms since 1970. */
export interface TryingPerson {
  botId: string;
  contactId: string;
  now: number;
}

/** What a try gave, as it is stored. */
export interface StoredTry {
  id: string;
  attempt: number;
  /** Null: nothing, or the losers' prize. */
  prizeId: string | null;
  code: string | null;
  isTold: boolean;
  at: Date;
}

/** Where somebody stands in a draw. */
export interface Standing {
  draw: DrawRow;
  /** Names them in the proof; null before their first deed. */
  ticket: string | null;
  player: Player;
  /** Why there is no try now; null: there is one. */
  refusal: DrawRefusal | null;
  /** Latest first, at most 50. */
  tries: StoredTry[];
}

/** What became of a deed, and where the person stands then. */
export interface Deed extends Standing {
  /** Of a try: what it gave. A try that was made before gives it again. */
  outcome: StoredTry | null;
  /** Why nothing was tried; null: it was, now or before. */
  refused: DrawRefusal | null;
  isNew: boolean;
}

interface PersonRow {
  id: string;
  tries: number;
  wins: number;
  triesToday: number;
  hasAgreed: boolean;
}

const SHOWN = 50;
const PERSON_COLUMNS = `p.id, p.tries, p.wins, CASE WHEN p.day = $4::date THEN p.day_tries ELSE 0 END AS "triesToday", p.agreed_at IS NOT NULL AS "hasAgreed"`;

/** Tries of people, each in a transaction of whoever asks: a turn of their chat, or an act on their page. */
@Injectable()
export class DrawTries {
  constructor(
    private readonly ids: IdSource,
    private readonly secrets: SecretsBox,
    private readonly rule: WhoMayPlayRule,
    private readonly feed: GameFeed,
  ) {}

  /** Where somebody stands; changes nothing. @throws NotFoundError when the bot has no such draw */
  async look(sql: Sql, who: TryingPerson, drawId: string): Promise<Standing> {
    return this.standing(sql, who, await readDraw(sql, who.botId, drawId));
  }

  /**
   * Try once, or enter a raffle.
   * @param attempt which try of this person it is, from 1, as the button says: one that was made gives again what it gave. Null: one more.
   * @param agrees says yes to the terms with it
   * @throws NotFoundError when the bot has no such draw
   */
  async attempt(tx: Transaction, who: TryingPerson, drawId: string, attempt: number | null, { agrees = false, isTold = false }: { agrees?: boolean; isTold?: boolean } = {}): Promise<Deed> {
    const draw = await holdDraw(tx, who.botId, drawId);
    const before = await this.standing(tx, who, draw, { locks: draw.state === 'open' });
    if (attempt !== null && attempt <= before.player.tries) {
      const outcome = await this.tryOf(tx, draw, before.ticket!, attempt);
      return { ...before, outcome, refused: null, isNew: false };
    }
    const refused = before.refusal === 'terms' && agrees ? null : before.refusal;
    // A number nobody has a button for yet tries nothing.
    const isAhead = attempt !== null && attempt > before.player.tries + 1;
    if (refused !== null || isAhead) return { ...before, outcome: null, refused, isNew: false };
    if (before.refusal === 'terms') await this.agree(tx, who, drawId);
    const outcome = await this.give(tx, who, before, isTold);
    if (outcome === null) return { ...before, outcome: null, refused: 'soldOut', isNew: false };
    await this.feed.changed(tx, drawId);
    return { ...after(before, outcome, who.now), outcome, refused: null, isNew: true };
  }

  /** Say yes to the terms; a second time changes nothing. Without effect while nobody can try. @throws NotFoundError */
  async agree(tx: Transaction, who: TryingPerson, drawId: string): Promise<void> {
    const draw = await holdDraw(tx, who.botId, drawId);
    if (draw.state !== 'open') return;
    const { ticket } = await this.standing(tx, who, draw, { locks: true });
    await tx.query('draws.agree', 'UPDATE draw_person SET agreed_at = coalesce(agreed_at, to_timestamp($3::float8 / 1000)) WHERE bot_id = $1 AND id = $2', [who.botId, ticket, who.now]);
  }

  /** The flow has gone on behind what this try gave. */
  async told(tx: Transaction, botId: string, tryId: string): Promise<void> {
    await tx.query('draws.told', 'UPDATE draw_try SET is_told = true WHERE bot_id = $1 AND id = $2', [botId, tryId]);
  }

  /** @param locks one person's tries come one after the other; they get their row now if they have none */
  private async standing(sql: Sql, who: TryingPerson, draw: DrawRow, { locks = false } = {}): Promise<Standing> {
    const isAllowed = draw.state !== 'open' || (await this.rule.fits(sql, who, who.contactId, draw.document.who));
    const person = locks && isAllowed ? await this.lockPerson(sql, who, draw) : await this.findPerson(sql, who, draw);
    const player: Player = person ?? NEWCOMER;
    return {
      draw,
      ticket: person?.id ?? null,
      player,
      refusal: refusalOf({ document: draw.document, state: draw.state, now: who.now, isAllowed, player }),
      tries: person && player.tries > 0 ? await this.triesOf(sql, draw, person.id) : [],
    };
  }

  private async lockPerson(sql: Sql, who: TryingPerson, draw: DrawRow): Promise<PersonRow> {
    const { rows } = await sql.query<PersonRow>(
      'draws.lockPerson',
      `INSERT INTO draw_person AS p (id, draw_id, bot_id, contact_id, joined_at) VALUES ($5, $1, $2, $3, to_timestamp($6::float8 / 1000))
       ON CONFLICT (draw_id, contact_id) DO UPDATE SET contact_id = excluded.contact_id RETURNING ${PERSON_COLUMNS}`,
      [draw.id, who.botId, who.contactId, dayOf(draw, who.now), this.ids.newId(), who.now],
    );
    return rows[0]!;
  }

  private async findPerson(sql: Sql, who: TryingPerson, draw: DrawRow): Promise<PersonRow | null> {
    const { rows } = await sql.query<PersonRow>('draws.person', `SELECT ${PERSON_COLUMNS} FROM draw_person p WHERE p.draw_id = $1 AND p.bot_id = $2 AND p.contact_id = $3`, [
      draw.id, who.botId, who.contactId, dayOf(draw, who.now),
    ]);
    return rows[0] ?? null;
  }

  private async triesOf(sql: Sql, draw: DrawRow, personId: string): Promise<StoredTry[]> {
    const { rows } = await sql.query<StoredTry>('draws.triesOf', `${TRIES} WHERE t.bot_id = $1 AND t.person_id = $2 ORDER BY t.attempt DESC LIMIT ${SHOWN}`, [draw.botId, personId]);
    return rows;
  }

  private async tryOf(sql: Sql, draw: DrawRow, personId: string, attempt: number): Promise<StoredTry> {
    const { rows } = await sql.query<StoredTry>('draws.tryOf', `${TRIES} WHERE t.bot_id = $1 AND t.person_id = $2 AND t.attempt = $3`, [draw.botId, personId, attempt]);
    return rows[0]!;
  }

  /** What chance and stock give; null, and nothing is written, when everything is gone and losers get nothing. */
  private async give(tx: Transaction, who: TryingPerson, { draw, ticket, player }: Standing, isTold: boolean): Promise<StoredTry | null> {
    const { document } = draw;
    const tryId = this.ids.newId();
    const attempt = player.tries + 1;
    let lucky: string | null = null;
    let unit: TakenUnit | null = null;
    if (document.kind !== 'raffle' && document.chance.by === 'tickets') {
      unit = await takeTicket(tx, { drawId: draw.id, tryId });
      if (unit === null) return null;
    } else if (document.kind !== 'raffle') {
      lucky = luckOf(document.prizes, openSeed(this.secrets, 'draw', draw.id, draw.seed!), ticket!, attempt);
      if (lucky !== null) unit = await takePrize(tx, { drawId: draw.id, prizeId: lucky, tryId, now: who.now });
      if (unit === null && document.losersPrize === null && !(await isAnythingLeft(tx, draw.id))) return null;
    }
    const prizeId = unit?.prizeId ?? null;
    await tx.query(
      'draws.try',
      `WITH person AS (
         UPDATE draw_person SET tries = tries + 1, wins = wins + CASE WHEN $6::text IS NULL THEN 0 ELSE 1 END, day = $9::date, day_tries = CASE WHEN day = $9::date THEN day_tries + 1 ELSE 1 END WHERE id = $4
       )
       INSERT INTO draw_try (id, draw_id, bot_id, person_id, attempt, prize_id, place, lucky, tried_at, is_told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($10::float8 / 1000), $11)`,
      [tryId, draw.id, who.botId, ticket, attempt, prizeId, unit?.place ?? null, lucky, dayOf(draw, who.now), who.now, isTold],
    );
    crashPoint('draw.beforeGive');
    return { id: tryId, attempt, prizeId, code: unit?.code ?? null, isTold, at: new Date(who.now) };
  }
}

/** Where somebody stands after one more try. */
function after({ draw, ticket, player, tries }: Standing, outcome: StoredTry, now: number): Standing {
  const then: Player = { tries: player.tries + 1, wins: player.wins + (outcome.prizeId === null ? 0 : 1), triesToday: player.triesToday + 1, hasAgreed: true };
  const refusal = refusalOf({ document: draw.document, state: draw.state, now, isAllowed: true, player: then });
  return { draw, ticket, player: then, refusal, tries: [outcome, ...tries].slice(0, SHOWN) };
}

const TRIES = `SELECT t.id, t.attempt, t.prize_id AS "prizeId", u.code, t.is_told AS "isTold", t.tried_at AS at FROM draw_try t LEFT JOIN draw_unit u ON u.draw_id = t.draw_id AND u.place = t.place`;

/** The day of the draw's zone, `2026-11-22`. */
function dayOf({ zone }: DrawRow, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone ?? 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}
