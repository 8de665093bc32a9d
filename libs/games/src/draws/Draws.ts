import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { DrawDetail, DrawDocument, DrawSummary, DrawTry } from '@chatloom/contract';
import { Clock, Database, IdSource, SecretsBox, type Sql } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { openSeed, sealNewSeed } from '../frame/gameSeed';
import { RulesFixedError } from '../frame/RulesFixedError';
import { DRAW_CHORE, DrawEnding } from './DrawEnding';
import { DRAW_COLUMNS, type DrawRow, lockDraw, readDraw } from './DrawRow';
import { openDraw } from './openDraw';

/** How a draw stands, as its makers see it; without the address of its page. */
export type DrawView = Omit<DrawDetail, 'page'>;

const LISTED = 500;
const DAYS = 366;
const COUNTS = `(SELECT count(*)::int FROM draw_person p WHERE p.draw_id = d.id AND p.tries > 0) AS people, (SELECT count(*)::int FROM draw_try t WHERE t.draw_id = d.id) AS tries,
  (SELECT count(*)::int FROM draw_try t WHERE t.draw_id = d.id AND t.prize_id IS NOT NULL) AS given`;
type Counts = { people: number; tries: number; given: number };

/** Draws as they are made, looked at, started and stopped. */
@Injectable()
export class Draws {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    private readonly secrets: SecretsBox,
    private readonly feed: GameFeed,
    private readonly worker: GamesWorker,
    private readonly ending: DrawEnding,
  ) {}

  /** Newest first, at most 500. */
  async list(botId: string): Promise<DrawSummary[]> {
    const { rows } = await this.database.pg.query<DrawRow & Counts>('draws.list', `SELECT ${DRAW_COLUMNS}, ${COUNTS} FROM draw d WHERE d.bot_id = $1 ORDER BY d.id DESC LIMIT ${LISTED}`, [botId]);
    return rows.map((row) => toSummary(row, row));
  }

  /** A draft. @returns its id */
  async create(botId: string, draw: { name: string; document: DrawDocument }): Promise<string> {
    const id = this.ids.newId();
    await this.database.pg.query('draws.create', 'INSERT INTO draw (id, bot_id, name, document, created_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [
      id, botId, draw.name, JSON.stringify(draw.document), this.clock.now(),
    ]);
    return id;
  }

  /** A new draft with the same prizes and rules, without times. @throws NotFoundError */
  async copy(botId: string, drawId: string, name: string): Promise<string> {
    const { document } = await readDraw(this.database.pg, botId, drawId);
    return this.create(botId, { name, document: { ...document, opensAt: null, closesAt: null, drawAt: null, spread: 'none' } });
  }

  /**
   * Change a draft; of a draw that has started only its name, and what its public page tells: whoever plays, plays by what was promised.
   * @throws NotFoundError, StateConflictError when somebody else was faster, or when it is too late for such a change
   */
  async save(botId: string, drawId: string, change: { name: string; document: DrawDocument; revision: number }): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const draw = await lockDraw(tx, botId, drawId);
      if (draw.revision !== change.revision) throw new StateConflictError('Somebody else changed this draw meanwhile. Load it again.');
      const fixed = ({ showNames: _names, showStock: _stock, ...rest }: DrawDocument) => JSON.stringify(rest);
      if (draw.state !== 'draft' && fixed(draw.document) !== fixed(change.document)) throw new RulesFixedError('This draw has started: its prizes, odds and rules stay as they were promised. Stop it and copy it to change them.');
      await tx.query('draws.save', 'UPDATE draw SET name = $3, document = $4, revision = revision + 1 WHERE bot_id = $1 AND id = $2', [botId, drawId, change.name, JSON.stringify(change.document)]);
      // Codes of a prize that is gone, or has none any more, must not come back with another one of its name.
      await tx.query('draws.dropCodes', 'DELETE FROM draw_code WHERE bot_id = $1 AND draw_id = $2 AND prize_id <> ALL($3::text[])', [botId, drawId, change.document.prizes.filter(({ codes }) => codes).map(({ id }) => id)]);
      await this.feed.changed(tx, drawId);
    });
  }

  /** @throws NotFoundError, StateConflictError while it is going on */
  async remove(botId: string, drawId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const draw = await lockDraw(tx, botId, drawId);
      if (draw.state !== 'draft' && (draw.state !== 'ended' || draw.followUp !== null)) throw new StateConflictError('Stop this draw first.');
      await tx.query('draws.removePage', `DELETE FROM game_page WHERE bot_id = $1 AND kind = 'draw' AND game_id = $2`, [botId, drawId]);
      await tx.query('draws.remove', 'DELETE FROM draw WHERE bot_id = $1 AND id = $2', [botId, drawId]);
      await this.feed.changed(tx, drawId);
    });
  }

  /**
   * Start it: now, or when its time comes. The seed is made now, and its hash is there for everybody to see. Started already: nothing happens.
   * @returns whether it was started now
   * @throws NotFoundError, StateConflictError when it has ended, its times have passed, or codes are missing
   */
  async start(botId: string, drawId: string): Promise<boolean> {
    const now = this.clock.now();
    const isStarted = await this.database.pg.transaction(async (tx) => {
      const draw = await lockDraw(tx, botId, drawId);
      if (draw.state === 'closed' || draw.state === 'ended') throw new StateConflictError('This draw is over. Copy it to draw again.');
      if (draw.state !== 'draft') return false;
      const { opensAt, closesAt, drawAt } = draw.document;
      for (const end of [closesAt, drawAt]) if (end !== null && Date.parse(end) <= now) throw new StateConflictError('The time it ends has passed.');
      await refuseMissingCodes(tx, draw);
      const { seed, sealed, commitment } = sealNewSeed(this.secrets, 'draw', drawId);
      const { rows } = await tx.query<{ zone: string }>(
        'draws.start',
        `UPDATE draw SET seed = $3, commitment = $4, zone = (SELECT time_zone FROM bot WHERE id = $1), state = 'scheduled', due_at = $5 WHERE bot_id = $1 AND id = $2 RETURNING zone`,
        [botId, drawId, sealed, commitment, opensAt],
      );
      if (opensAt === null || Date.parse(opensAt) <= now) await openDraw(tx, { ...draw, zone: rows[0]!.zone }, seed, now);
      await this.feed.changed(tx, drawId);
      return true;
    });
    await this.ring(botId, drawId);
    return isStarted;
  }

  /** Take no more tries; what follows happens. Closed already: nothing happens. @throws NotFoundError, StateConflictError before it has opened */
  async close(botId: string, drawId: string): Promise<void> {
    await this.openOrThrow(botId, drawId);
    await this.ending.close(botId, drawId, { drawsNow: false });
    await this.ring(botId, drawId);
  }

  /** Draw the winners of a raffle now. Drawn already: nothing happens. @throws NotFoundError, StateConflictError for other draws, or before it has opened */
  async drawWinners(botId: string, drawId: string): Promise<void> {
    const draw = await this.openOrThrow(botId, drawId);
    if (draw.document.kind !== 'raffle') throw new StateConflictError('Only a raffle has winners to be drawn.');
    await this.ending.close(botId, drawId, { drawsNow: true });
  }

  /** End it at once: nothing follows, a raffle has no winners. Ended already: nothing happens. @throws NotFoundError, StateConflictError for a draft */
  async stop(botId: string, drawId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.pg.transaction(async (tx) => {
      const draw = await lockDraw(tx, botId, drawId);
      if (draw.state === 'draft') throw new StateConflictError('This draw has not started yet.');
      if (draw.state === 'ended') return;
      await tx.query(
        'draws.stop',
        `UPDATE draw SET state = 'ended', is_stopped = true, due_at = NULL, closed_at = coalesce(closed_at, to_timestamp($3::float8 / 1000)), ended_at = to_timestamp($3::float8 / 1000) WHERE bot_id = $1 AND id = $2`,
        [botId, drawId, now],
      );
      await this.feed.changed(tx, drawId);
    });
  }

  /** How it stands now. @throws NotFoundError */
  async view(botId: string, drawId: string, sql: Sql = this.database.pg): Promise<DrawView> {
    const draw = await readDraw(sql, botId, drawId);
    const values = [botId, drawId];
    const { rows: counts } = await sql.query<Counts & { others: number; winners: number }>(
      'draws.counts',
      `SELECT ${COUNTS}, e.winners, e.others FROM draw d, LATERAL (
         SELECT count(*) FILTER (WHERE p.wins > 0)::int AS winners, count(*) FILTER (WHERE p.wins = 0)::int AS others
         FROM draw_person p WHERE p.draw_id = d.id AND p.tries > 0 AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = p.contact_id AND c.key LIKE 'u:%')
       ) e WHERE d.bot_id = $1 AND d.id = $2`,
      values,
    );
    const { rows: units } = await sql.query<{ prizeId: string; given: number; leftToday: number; codes: number; codesGiven: number }>(
      'draws.unitCounts',
      `SELECT prize_id AS "prizeId", count(try_id)::int AS given, count(*) FILTER (WHERE try_id IS NULL AND from_at <= to_timestamp($3::float8 / 1000))::int AS "leftToday", count(code)::int AS codes,
         count(code) FILTER (WHERE try_id IS NOT NULL)::int AS "codesGiven" FROM draw_unit WHERE bot_id = $1 AND draw_id = $2 AND prize_id IS NOT NULL GROUP BY prize_id`,
      [...values, this.clock.now()],
    );
    const { rows: codes } = await sql.query<{ prizeId: string; count: number }>('draws.codeCounts', 'SELECT prize_id AS "prizeId", count(*)::int AS count FROM draw_code WHERE bot_id = $1 AND draw_id = $2 GROUP BY prize_id', values);
    const { rows: days } = await sql.query<{ day: string; tries: number; given: number }>(
      'draws.byDay',
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, tries, given FROM (
         SELECT (tried_at AT TIME ZONE $3)::date AS day, count(*)::int AS tries, count(prize_id)::int AS given FROM draw_try WHERE bot_id = $1 AND draw_id = $2 GROUP BY 1 ORDER BY 1 DESC LIMIT ${DAYS}
       ) latest ORDER BY day`,
      [...values, draw.zone ?? 'UTC'],
    );
    const count = counts[0] ?? { people: 0, tries: 0, given: 0, winners: 0, others: 0 };
    const places = draw.document.prizes.reduce((sum, { stock }) => sum + stock, 0);
    const willWin = draw.document.kind === 'raffle' && draw.state !== 'ended' ? Math.min(places, count.others) : count.winners;
    return {
      ...toSummary(draw, count),
      document: draw.document,
      revision: draw.revision,
      prizes: draw.document.prizes.map(({ id, stock }) => {
        const unit = units.find(({ prizeId }) => prizeId === id);
        const uploaded = codes.find(({ prizeId }) => prizeId === id)?.count ?? 0;
        return { id, given: unit?.given ?? 0, left: stock - (unit?.given ?? 0), leftToday: unit?.leftToday ?? stock, codes: uploaded, codesGiven: unit?.codesGiven ?? 0 };
      }),
      lost: draw.document.kind === 'raffle' && draw.state !== 'ended' ? 0 : count.tries - count.given,
      days,
      ending: { winners: willWin, others: count.winners + count.others - willWin },
      commitment: draw.commitment,
      seed: draw.state === 'ended' && draw.seed !== null ? openSeed(this.secrets, 'draw', drawId, draw.seed).toString('hex') : null,
    };
  }

  /** The same; null when the draw is gone. */
  viewOrNull(botId: string, drawId: string): Promise<DrawView | null> {
    return this.view(botId, drawId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
  }

  /** Tries, latest first, page by page. @throws NotFoundError */
  async tries(botId: string, drawId: string, { cursor, limit = 50, only = 'all' }: { cursor?: string; limit?: number; only?: 'all' | 'winners' }): Promise<{ items: DrawTry[]; nextCursor: string | null }> {
    await readDraw(this.database.pg, botId, drawId);
    const { rows } = await this.database.pg.query<Omit<DrawTry, 'at'> & { at: Date }>(
      'draws.tries',
      `SELECT t.id, p.contact_id AS "contactId", c.display_name AS "displayName", t.attempt, t.prize_id AS "prizeId", u.code, t.tried_at AS at
       FROM draw_try t JOIN draw_person p ON p.id = t.person_id LEFT JOIN contact c ON c.id = p.contact_id AND c.bot_id = t.bot_id LEFT JOIN draw_unit u ON u.draw_id = t.draw_id AND u.place = t.place
       WHERE t.bot_id = $1 AND t.draw_id = $2 AND ($3::uuid IS NULL OR t.id < $3) AND (NOT $5 OR t.prize_id IS NOT NULL) ORDER BY t.id DESC LIMIT $4`,
      [botId, drawId, UUID.test(cursor ?? '') ? cursor : null, limit + 1, only === 'winners'],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  private async openOrThrow(botId: string, drawId: string): Promise<DrawRow> {
    const draw = await readDraw(this.database.pg, botId, drawId);
    if (draw.state === 'draft' || draw.state === 'scheduled') throw new StateConflictError('This draw has not opened yet.');
    return draw;
  }

  private async ring(botId: string, drawId: string): Promise<void> {
    const { dueAt } = await readDraw(this.database.pg, botId, drawId);
    if (dueAt !== null) this.worker.ringAt(DRAW_CHORE, dueAt.getTime(), this.clock.now());
  }
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

async function refuseMissingCodes(tx: Sql, { id, botId, document }: DrawRow): Promise<void> {
  const { rows } = await tx.query<{ prizeId: string; count: number }>('draws.codeCounts', 'SELECT prize_id AS "prizeId", count(*)::int AS count FROM draw_code WHERE bot_id = $1 AND draw_id = $2 GROUP BY prize_id', [botId, id]);
  for (const { id: prizeId, name, stock, codes } of document.prizes) {
    const there = rows.find((row) => row.prizeId === prizeId)?.count ?? 0;
    if (codes && there < stock) throw new StateConflictError(`"${name}" has ${there} codes for ${stock} prizes. Upload the others first.`);
  }
}

function toSummary(draw: DrawRow, { people, tries, given }: Counts): DrawSummary {
  const { id, name, state, document, isStopped } = draw;
  const { opensAt, closesAt, drawAt } = document;
  return {
    id, name, state, isStopped, people, tries, given, kind: document.kind, stock: document.prizes.reduce((sum, { stock }) => sum + stock, 0), opensAt, closesAt, drawAt,
    createdAt: draw.createdAt.toISOString(), openedAt: draw.openedAt?.toISOString() ?? null, endedAt: draw.endedAt?.toISOString() ?? null,
  };
}
