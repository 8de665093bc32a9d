import { Injectable } from '@nestjs/common';
import { StateConflictError } from '@chatloom/bots';
import { type BingoEvent, type BingoRefusal, type BingoRound, callOrder, dealUnlike, nextByChance } from '@chatloom/fairplay';
import { Clock, crashPoint, Database, type Sql, type Transaction } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { BingoRounds } from './BingoRounds';
import { type BingoRow, kindOf } from './BingoRow';
import { HeldGames, type NumberedEvent } from './HeldGames';
import { nextCall } from './nextCall';

/** The chore of `GamesWorker` that does what is due in games of bingo. */
export const BINGO_CHORE = 'bingo';
/** The one that tells players. */
export const BINGO_NEWS_CHORE = 'bingoNews';

/** Why somebody could not join or do what they wanted; said to them in a friendly word. */
export type PlayRefusal = BingoRefusal | 'notOpen' | 'closed' | 'full' | 'tooLate';
export type PlayOutcome = { events: BingoEvent[]; game: BingoRow } | { refused: PlayRefusal; game: BingoRow };

/** Somebody who plays, or wants to. */
export interface PlayerRef {
  contactId: string;
  conversationId: string;
}

/**
 * Everything that happens to a game of bingo: one transaction under the lock of the game's row, so that commands are followed one after
 * the other whoever gives them, in whichever process. What was called or won is stored as events, right before the commit; the row says what comes due next.
 */
@Injectable()
export class BingoPlay {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rounds: BingoRounds,
    private readonly held: HeldGames,
    private readonly worker: GamesWorker,
  ) {}

  /** Begin the (next) round. Already running: nothing happens, and `isNew` is false. @throws NotFoundError, StateConflictError */
  async start(botId: string, gameId: string): Promise<{ round: number; isNew: boolean }> {
    let isNew = false;
    const { round } = await this.hosting(botId, gameId, (tx, game) => {
      isNew = game.state !== 'running';
      return this.startIn(tx, game);
    });
    return { round, isNew };
  }

  /**
   * Call an item.
   * @param request `item`: which; absent: by chance, as the seed fixed it. `after`: calls of this round that were seen by who asks; when there are more
   * by now, nothing is called
   * @throws NotFoundError, StateConflictError when no round is running or the item was called before
   */
  async call(botId: string, gameId: string, { item, after }: { item?: number; after: number }): Promise<BingoRow> {
    return this.hosting(botId, gameId, async (tx, game) => {
      if (game.state !== 'running') throw new StateConflictError('No round is running.');
      return game.calls > after ? game : this.callIn(tx, game, item);
    });
  }

  /** Take the last call back. @throws NotFoundError, StateConflictError once somebody won, or when there is nothing to take back */
  async undo(botId: string, gameId: string, after: number): Promise<BingoRow> {
    return this.hosting(botId, gameId, async (tx, game) => {
      if (game.state !== 'running') throw new StateConflictError('No round is running.');
      if (game.calls !== after) return game;
      return this.followed(await this.act(tx, game, (round) => round.take({ type: 'undo', at: this.clock.now() })));
    });
  }

  /** End the game. Ended already: nothing happens. @throws NotFoundError, StateConflictError for a draft */
  async end(botId: string, gameId: string): Promise<BingoRow> {
    return this.hosting(botId, gameId, async (tx, game) => {
      if (game.state === 'ended') return game;
      if (game.state === 'draft') throw new StateConflictError('This game has not begun. Delete it instead.');
      if (game.state === 'running') return this.followed(await this.act(tx, game, (round) => round.take({ type: 'end', at: this.clock.now() })));
      return this.write(tx, game, { state: 'ended', endedAt: new Date(this.clock.now()), nextCallAt: null, dueAt: null });
    });
  }

  /** Sit down at the game; a card is dealt at once when a round is running. Who may is asked before. Somebody who plays already stays seated. */
  async join(tx: Transaction, botId: string, gameId: string, player: PlayerRef): Promise<PlayOutcome> {
    const game = await this.held.lock(tx, botId, gameId);
    const refused = whyNot(game);
    if (refused !== null) return { refused: (await this.plays(tx, gameId, player.contactId)) ? 'alreadyJoined' : refused, game };
    const now = this.clock.now();
    const { rowCount: seats } = await tx.query(
      'bingo.seat',
      'INSERT INTO bingo_player (game_id, contact_id, bot_id, conversation_id, seat, joined_at) VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) ON CONFLICT (game_id, contact_id) DO NOTHING',
      [gameId, player.contactId, botId, player.conversationId, game.players + 1, now],
    );
    if (seats === 0) return { refused: 'alreadyJoined', game };
    const seated = { ...game, players: game.players + 1 };
    if (game.state !== 'running') return { events: [], game: await this.write(tx, seated, {}) };
    return this.act(tx, seated, (round, seed) => {
      const { card } = dealUnlike(kindOf(game.document), { seed, round: game.round, player: player.contactId }, round.cardKeys);
      return round.take({ type: 'join', player: player.contactId, card, at: now });
    });
  }

  /** An item of somebody's card is marked: by their tap, or by something they did. */
  async mark(tx: Transaction, botId: string, gameId: string, contactId: string, item: number): Promise<PlayOutcome> {
    return this.playing(tx, botId, gameId, (round) => round.take({ type: 'mark', player: contactId, item, at: this.clock.now() }));
  }

  /** Somebody says "Bingo!". */
  async claim(tx: Transaction, botId: string, gameId: string, contactId: string): Promise<PlayOutcome> {
    return this.playing(tx, botId, gameId, (round) => round.take({ type: 'claim', player: contactId, at: this.clock.now() }));
  }

  /** Everything of this game that has come due: the start, a call of the timetable, bingo nobody said. @throws NotFoundError */
  async doDue(tx: Transaction, botId: string, gameId: string): Promise<void> {
    const now = this.clock.now();
    let game = await this.held.lock(tx, botId, gameId);
    if (game.dueAt === null || game.dueAt.getTime() > now) return;
    if (game.state === 'joining' && game.document.startsAt !== null && Date.parse(game.document.startsAt) <= now) game = await this.startIn(tx, game);
    if (game.state === 'running') game = this.gameOf(await this.act(tx, game, (round) => round.take({ type: 'expire', at: now })));
    if (game.state === 'running' && game.nextCallAt !== null && game.nextCallAt.getTime() <= now) game = await this.callIn(tx, game, undefined);
    // Nothing was due after all: look at it again when the row says so.
    if (game.dueAt !== null && game.dueAt.getTime() <= now) await this.write(tx, game, {});
    this.ring(game);
  }

  private async startIn(tx: Transaction, game: BingoRow): Promise<BingoRow> {
    if (game.state === 'running') return game;
    if (game.state !== 'joining' && game.state !== 'between') throw new StateConflictError(game.state === 'draft' ? 'Let people join first.' : 'This game has ended.');
    const { rows: players } = await tx.query<{ contact_id: string }>('bingo.seats', 'SELECT contact_id FROM bingo_player WHERE game_id = $1 AND bot_id = $2 ORDER BY seat', [game.id, game.botId]);
    const now = this.clock.now();
    const { rows } = await tx.query<{ time_zone: string }>('bingo.timeZone', 'SELECT time_zone FROM bot WHERE id = $1', [game.botId]);
    const next = nextCall(game.document, now, now, rows[0]?.time_zone ?? 'UTC');
    const begun: BingoRow = {
      ...game, state: 'running', round: game.round + 1, calls: 0, startedAt: game.startedAt ?? new Date(now),
      nextCallAt: next === null ? null : new Date(next),
    };
    const kind = kindOf(game.document);
    return this.gameOf(
      await this.act(tx, begun, (round, seed) => ({
        events: players.flatMap(({ contact_id: player }) => {
          const { card } = dealUnlike(kind, { seed, round: begun.round, player }, round.cardKeys);
          const decision = round.take({ type: 'join', player, card, at: now });
          return 'events' in decision ? decision.events : [];
        }),
      })),
    );
  }

  private async callIn(tx: Transaction, game: BingoRow, item: number | undefined): Promise<BingoRow> {
    crashPoint('bingo.beforeCall');
    const now = this.clock.now();
    const outcome = await this.act(tx, game, (round, seed) => {
      const called = item ?? nextByChance(callOrder(kindOf(game.document), seed, game.round), round.called);
      return called === null ? { refused: 'alreadyCalled' } : round.take({ type: 'call', item: called, at: now });
    });
    const after = this.followed(outcome);
    crashPoint('bingo.afterCall');
    // By hand or by itself: the timetable goes on counting from the call that was made.
    if (after.state !== 'running' || game.nextCallAt === null) return after;
    const { rows } = await tx.query<{ time_zone: string }>('bingo.timeZone', 'SELECT time_zone FROM bot WHERE id = $1', [game.botId]);
    const next = nextCall(game.document, item === undefined ? Math.min(game.nextCallAt.getTime(), now) : now, now + 1, rows[0]?.time_zone ?? 'UTC');
    return this.write(tx, after, { nextCallAt: next === null ? null : new Date(next) });
  }

  private async playing(tx: Transaction, botId: string, gameId: string, take: (round: BingoRound) => ReturnType<BingoRound['take']>): Promise<PlayOutcome> {
    const game = await this.held.lock(tx, botId, gameId);
    if (game.state !== 'running') return { refused: game.state === 'ended' ? 'closed' : 'notOpen', game };
    return this.act(tx, game, take);
  }

  /** Lets a command happen, and writes what follows from its events. */
  private async act(
    tx: Transaction,
    game: BingoRow,
    take: (round: BingoRound, seed: Buffer) => { events: BingoEvent[] } | { refused: BingoRefusal },
  ): Promise<PlayOutcome> {
    let refused: BingoRefusal | null = null;
    const { events: numbered, lastSeq, lastEvent, table } = await this.rounds.write(tx, game, (round, seed) => {
      const decision = take(round, seed);
      if ('refused' in decision) refused = decision.refused;
      return 'events' in decision ? decision.events : [];
    });
    if (refused !== null) return { refused, game };
    const events = numbered.map(({ event }) => event);
    await this.writeWins(tx, game, events);
    await this.writeNews(tx, game, events, lastSeq);
    const ended = events.find((event) => event.type === 'ended');
    const hasEnded = ended !== undefined;
    const isOver = hasEnded && (ended.reason === 'byHost' || game.round >= game.document.rounds);
    const changes: Partial<BingoRow> = { lastSeq, lastEvent, calls: table.calls.length };
    if (hasEnded) Object.assign(changes, { state: isOver ? 'ended' : 'between', nextCallAt: null, ...(isOver && { endedAt: new Date(this.clock.now()) }) });
    const expiry = hasEnded ? null : table.nextExpiry;
    return { events, game: await this.write(tx, game, changes, { claimEnds: expiry, events: numbered }) };
  }

  private async writeWins(tx: Sql, game: BingoRow, events: readonly BingoEvent[]): Promise<void> {
    const won = events.filter((event) => event.type === 'won');
    if (won.length === 0) return;
    await tx.query(
      'bingo.wins',
      `INSERT INTO bingo_win (game_id, round, bot_id, prize_id, place, contact_id, call, won_at)
       SELECT $1, $2, $3, w.prize, w.place, w.player, w.call, to_timestamp($8::float8 / 1000)
       FROM unnest($4::text[], $5::int[], $6::uuid[], $7::int[]) AS w(prize, place, player, call)`,
      [game.id, game.round, game.botId, won.map(({ prize }) => prize), won.map(({ place }) => place), won.map(({ player }) => player), won.map(({ call }) => call), this.clock.now()],
    );
    for (const { id, tag } of game.document.prizes) {
      const winners = won.filter(({ prize }) => prize === id).map(({ player }) => player);
      if (tag === null || winners.length === 0) continue;
      await tx.query('bingo.tagWinners', 'UPDATE contact SET tags = array_append(tags, $3) WHERE bot_id = $1 AND id = ANY($2::uuid[]) AND NOT tags @> ARRAY[$3]', [game.botId, winners, tag]);
    }
  }

  /** Who is to be told of what happened, as the host chose. */
  private async writeNews(tx: Sql, game: BingoRow, events: readonly BingoEvent[], seq: number): Promise<void> {
    const { news } = game.document;
    const winners = events.flatMap((event) => (event.type === 'won' ? [event.player] : []));
    const toAll = news === 'everyCall' && events.some(({ type }) => type === 'called');
    if (!toAll && (news === 'none' || news === undefined || winners.length === 0)) return;
    await tx.query('bingo.news', 'INSERT INTO bingo_news (game_id, seq, bot_id, winners, at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [game.id, seq, game.botId, toAll ? null : winners, this.clock.now()]);
  }

  /** @param claimEnds when the next unclaimed bingo is lost; absent: what the round says */
  private async write(tx: Transaction, game: BingoRow, changes: Partial<BingoRow>, { claimEnds, events }: { claimEnds?: number | null; events?: NumberedEvent[] } = {}): Promise<BingoRow> {
    const after = { ...game, ...changes };
    const starts = after.state === 'joining' && after.document.startsAt !== null ? Date.parse(after.document.startsAt) : null;
    const ends = claimEnds === undefined ? await this.expiryOf(tx, after) : claimEnds;
    const due = [starts, after.state === 'running' ? (after.nextCallAt?.getTime() ?? null) : null, ends].filter((moment) => moment !== null);
    after.dueAt = due.length === 0 ? null : new Date(Math.min(...due));
    this.held.change(tx, after, events);
    return after;
  }

  private async expiryOf(tx: Sql, game: BingoRow): Promise<number | null> {
    return game.state === 'running' ? this.rounds.read(tx, game, (round) => round.nextExpiry) : null;
  }

  private async plays(tx: Sql, gameId: string, contactId: string): Promise<boolean> {
    const { rowCount } = await tx.query('bingo.plays', 'SELECT 1 FROM bingo_player WHERE game_id = $1 AND contact_id = $2', [gameId, contactId]);
    return rowCount === 1;
  }

  private async hosting(botId: string, gameId: string, work: (tx: Transaction, game: BingoRow) => Promise<BingoRow>): Promise<BingoRow> {
    const game = await this.database.pg.transaction(async (tx) => work(tx, await this.held.lock(tx, botId, gameId)));
    this.ring(game);
    if (game.document.news !== 'none') this.worker.ringAt(BINGO_NEWS_CHORE, this.clock.now(), this.clock.now());
    return game;
  }

  private ring(game: BingoRow): void {
    if (game.dueAt !== null) this.worker.ringAt(BINGO_CHORE, game.dueAt.getTime(), this.clock.now());
  }

  private gameOf(outcome: PlayOutcome): BingoRow {
    return outcome.game;
  }

  /** @throws StateConflictError when the rules refused */
  private followed(outcome: PlayOutcome): BingoRow {
    if ('refused' in outcome) throw new StateConflictError(REASONS[outcome.refused] ?? 'This is not possible now.');
    return outcome.game;
  }
}

/** Why nobody new can sit down; null while they can. */
function whyNot({ state, players, calls, round, document: { entry } }: BingoRow): PlayRefusal | null {
  if (state === 'draft') return 'notOpen';
  if (state === 'ended') return 'closed';
  if (players >= entry.maxPlayers) return 'full';
  const hasBegun = (state === 'running' && calls > 0) || round > 1 || state === 'between';
  return !entry.late && hasBegun ? 'tooLate' : null;
}

const REASONS: Partial<Record<PlayRefusal, string>> = {
  alreadyCalled: 'This was called before.',
  noSuchItem: 'There is no such item in this game.',
  nothingToUndo: 'Nothing has been called yet.',
  someoneWon: 'Somebody has won with this call already, so it stands.',
  ended: 'This round has ended.',
};
