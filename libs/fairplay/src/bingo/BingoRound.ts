import { type CardKind, itemsOf } from './cardKind';
import { CardTable } from './CardTable';
import { type Card, cardKey } from './dealCard';
import type { Pattern } from './patterns';
import { tieOrder } from './tieOrder';

/** One prize of a round; prizes are played for one after the other, in the order of the list. */
export interface BingoPrize {
  id: string;
  pattern: Pattern;
  /** How many people get it, 1 or more. */
  winners: number;
}

export interface BingoRules {
  kind: CardKind;
  prizes: readonly BingoPrize[];
  /** Who won a prize plays on for fun only. */
  onePrizeEach: boolean;
  /**
   * `automatic`: a call marks every card. `byPlayer`: only what a player marked counts, of what was called. `byEvent`: nothing needs to be
   * called; something a person did marks an item on their card.
   */
  marking: 'automatic' | 'byPlayer' | 'byEvent';
  /** Bingo must be said aloud within so many ms of getting it; `null`: it counts by itself. */
  claimWithinMs: number | null;
}

/** What somebody wants to happen. `at` is epoch ms by the database's clock. */
export type BingoCommand =
  | { type: 'join'; player: string; card: Card; at: number }
  | { type: 'call'; item: number; at: number }
  | { type: 'mark'; player: string; item: number; at: number }
  | { type: 'claim'; player: string; at: number }
  /** Time has passed: claims nobody made in time are gone. */
  | { type: 'expire'; at: number }
  | { type: 'undo'; at: number }
  | { type: 'end'; at: number };

/** What happened. A round is the sum of these, in order. */
export type BingoEvent =
  | { type: 'joined'; player: string; card: Card; at: number }
  /** `call` counts from 1. */
  | { type: 'called'; call: number; item: number; at: number }
  | { type: 'undone'; call: number; item: number; at: number }
  | { type: 'marked'; player: string; item: number; at: number }
  /** The pattern of a prize is full and has to be claimed until then. */
  | { type: 'reached'; player: string; prize: string; call: number; claimUntil: number; at: number }
  | { type: 'missed'; player: string; prize: string; at: number }
  /** `place` counts from 1 within the prize. */
  | { type: 'won'; player: string; prize: string; place: number; call: number; at: number }
  | { type: 'ended'; reason: 'allPrizesGiven' | 'allCalled' | 'byHost'; at: number };

/** Why a command was not followed; the round is untouched. */
export type BingoRefusal = 'ended' | 'alreadyJoined' | 'notPlaying' | 'alreadyCalled' | 'noSuchItem' | 'notCalled' | 'notOnCard' | 'noBingo' | 'nothingToUndo' | 'someoneWon';

export type BingoDecision = { events: BingoEvent[] } | { refused: BingoRefusal };

interface Claim {
  prize: string;
  call: number;
  until: number;
}

/**
 * One round of bingo: `take` follows a command and answers the events it led to, `apply` takes stored events in again. Made of its
 * events alone, so that it may be built anew whenever a process needs it. It holds ten thousand cards and is therefore changed in place.
 *
 * Ties: whoever completes the pattern with the same call is ordered by a lot drawn from the seed (`tieOrder`). When a prize is
 * used up, the next one is played for at once: who has its pattern already wins it with the same call, by lot too. Bingo that
 * has to be said aloud goes to those who say it first.
 */
export class BingoRound {
  private readonly table: CardTable;
  private readonly players: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly callList: number[] = [];
  private readonly times: number[] = [];
  private readonly calledItems = new Set<number>();
  private readonly winners = new Map<string, string[]>();
  private readonly won = new Set<string>();
  /** Bingo that waits to be said aloud, by player. */
  private readonly claims = new Map<string, Claim>();
  /** Who let a prize's claim pass; they do not get another chance at this prize. */
  private readonly missedPrizes = new Set<string>();
  private readonly keys = new Set<string>();
  private lastWinAfterCall = 0;
  private endedBy: Extract<BingoEvent, { type: 'ended' }>['reason'] | null = null;

  /** @throws RangeError when a pattern does not fit the card */
  constructor(
    private readonly rules: BingoRules,
    private readonly seed: Uint8Array,
    private readonly round: number,
  ) {
    this.table = new CardTable(rules.kind, rules.prizes[0]?.pattern ?? { type: 'blackout' });
    for (const prize of rules.prizes) this.winners.set(prize.id, []);
  }

  /** The prize being played for; `null` when all are given. */
  get prize(): BingoPrize | null {
    return this.rules.prizes.find((prize) => this.winners.get(prize.id)!.length < prize.winners) ?? null;
  }

  /** Items called so far, in order. */
  get calls(): readonly number[] {
    return this.callList;
  }

  /** The same with their moments, epoch ms. */
  get callTimes(): readonly { item: number; at: number }[] {
    return this.callList.map((item, i) => ({ item, at: this.times[i]! }));
  }

  /** May the last call be taken back? */
  get canUndo(): boolean {
    return this.callList.length > 0 && this.lastWinAfterCall < this.callList.length;
  }

  /** Bingo that waits to be said, and until when. */
  claimsWaiting(): { player: string; until: number }[] {
    return [...this.claims].map(([player, { until }]) => ({ player, until }));
  }

  get called(): ReadonlySet<number> {
    return this.calledItems;
  }

  get ended(): boolean {
    return this.endedBy !== null;
  }

  get playerCount(): number {
    return this.players.length;
  }

  /** Cards on the table (`cardKey`), so that the next one is unlike them. */
  get cardKeys(): ReadonlySet<string> {
    return this.keys;
  }

  /** The moment the next unclaimed bingo is lost, epoch ms; `null` when none waits. */
  get nextExpiry(): number | null {
    let next: number | null = null;
    for (const { until } of this.claims.values()) if (next === null || until < next) next = until;
    return next;
  }

  winnersOf(prizeId: string): readonly string[] {
    return this.winners.get(prizeId) ?? [];
  }

  /** Card, marks and cells missing of a player for the present prize; `null` for somebody who does not play. */
  viewOf(player: string): { card: Card; marks: number; missing: number; claimUntil: number | null; hasWon: boolean } | null {
    const number = this.numbers.get(player);
    if (number === undefined) return null;
    return {
      card: this.table.card(number), marks: this.table.marksOf(number), missing: this.table.standing(number).missing,
      claimUntil: this.claims.get(player)?.until ?? null, hasWon: this.won.has(player),
    };
  }

  /** Players still in the race who miss one cell only. */
  reaching(): string[] {
    return this.players.filter((player, number) => this.mayWin(player) && this.table.standing(number).missing === 1);
  }

  /**
   * Follow a command. What it leads to has happened to this round when it returns, and is to be stored; when storing fails, throw the round
   * away and build it again.
   */
  take(command: BingoCommand): BingoDecision {
    if (this.ended) return { refused: 'ended' };
    const refused = this.refusalOf(command);
    if (refused !== null) return { refused };
    const events: BingoEvent[] = [];
    const happen = (event: BingoEvent) => {
      events.push(event);
      this.apply(event);
    };
    // A claim in time is heard before those that time has taken.
    if (command.type === 'claim') this.takeClaim(command.player, command.at, happen);
    for (const [player, { prize, until }] of [...this.claims]) if (until <= command.at) happen({ type: 'missed', player, prize, at: command.at });
    if (command.type === 'join') happen({ ...command, type: 'joined' });
    if (command.type === 'call') happen({ type: 'called', call: this.callList.length + 1, item: command.item, at: command.at });
    if (command.type === 'mark') happen({ type: 'marked', player: command.player, item: command.item, at: command.at });
    if (command.type === 'undo') happen({ type: 'undone', call: this.callList.length, item: this.callList.at(-1)!, at: command.at });
    if (command.type === 'end') happen({ type: 'ended', reason: 'byHost', at: command.at });
    else if (command.type !== 'undo' && this.mayComplete(command)) this.settle(command.at, happen);
    return { events };
  }

  /** Who sits down or marks something changes nothing for the others: ten thousand of them must not look through each other's cards. */
  private mayComplete(command: BingoCommand): boolean {
    return (command.type !== 'join' && command.type !== 'mark') || this.table.standing(this.numbers.get(command.player)!).missing === 0;
  }

  /** Take in what happened before; each stored event once, in order. Nothing is checked here. */
  apply(event: BingoEvent): void {
    switch (event.type) {
      case 'joined': {
        // Who marks by themselves begins with an unmarked card, also when they come late.
        const before = this.rules.marking === 'automatic' ? this.callList : [];
        this.numbers.set(event.player, this.table.sit(event.card, before));
        this.players.push(event.player);
        this.keys.add(cardKey(event.card));
        return;
      }
      case 'called':
        this.callList.push(event.item);
        this.times.push(event.at);
        this.calledItems.add(event.item);
        if (this.rules.marking === 'automatic') this.table.call(event.item);
        return;
      case 'undone':
        this.callList.pop();
        this.times.pop();
        this.calledItems.delete(event.item);
        this.table.undo(event.item);
        for (const [player, claim] of this.claims) if (claim.call === event.call) this.claims.delete(player);
        return;
      case 'marked':
        this.table.mark(this.numbers.get(event.player)!, event.item);
        return;
      case 'reached':
        this.claims.set(event.player, { prize: event.prize, call: event.call, until: event.claimUntil });
        return;
      case 'missed':
        this.claims.delete(event.player);
        this.missedPrizes.add(`${event.prize}/${event.player}`);
        return;
      case 'won': {
        this.winners.get(event.prize)!.push(event.player);
        this.won.add(event.player);
        this.claims.delete(event.player);
        this.lastWinAfterCall = Math.max(this.lastWinAfterCall, this.callList.length);
        const next = this.prize;
        if (next && next.id !== event.prize) {
          this.table.playFor(next.pattern);
          // Claims were for the prize that is used up; who also has the next pattern gets a new one.
          this.claims.clear();
        }
        return;
      }
      case 'ended':
        this.endedBy = event.reason;
        this.claims.clear();
    }
  }

  private refusalOf(command: BingoCommand): BingoRefusal | null {
    switch (command.type) {
      case 'join':
        return this.numbers.has(command.player) ? 'alreadyJoined' : null;
      case 'call':
        if (!Number.isInteger(command.item) || command.item < 0 || command.item >= itemsOf(this.rules.kind)) return 'noSuchItem';
        return this.calledItems.has(command.item) ? 'alreadyCalled' : null;
      case 'mark': {
        const number = this.numbers.get(command.player);
        if (number === undefined) return 'notPlaying';
        if (this.rules.marking !== 'byEvent' && !this.calledItems.has(command.item)) return 'notCalled';
        return this.table.card(number).includes(command.item) ? null : 'notOnCard';
      }
      case 'claim': {
        if (!this.numbers.has(command.player)) return 'notPlaying';
        const claim = this.claims.get(command.player);
        return claim && claim.until > command.at ? null : 'noBingo';
      }
      case 'undo':
        if (this.callList.length === 0) return 'nothingToUndo';
        return this.lastWinAfterCall >= this.callList.length ? 'someoneWon' : null;
      case 'expire':
      case 'end':
        return null;
    }
  }

  private takeClaim(player: string, at: number, happen: (event: BingoEvent) => void): void {
    const { prize, call } = this.claims.get(player)!;
    happen({ type: 'won', player, prize, place: this.winners.get(prize)!.length + 1, call, at });
  }

  /** Gives prizes, or opens claims, until nobody new has bingo; then sees whether the round is over. */
  private settle(at: number, happen: (event: BingoEvent) => void): void {
    for (let prize = this.prize; prize; prize = this.prize) {
      const complete = this.complete(prize);
      if (complete.length === 0) break;
      const call = this.callList.length;
      if (this.rules.claimWithinMs !== null) {
        for (const player of complete) happen({ type: 'reached', player, prize: prize.id, call, claimUntil: at + this.rules.claimWithinMs, at });
        break;
      }
      const given = this.winners.get(prize.id)!.length;
      const places = prize.winners - given;
      for (const [i, player] of complete.slice(0, places).entries()) happen({ type: 'won', player, prize: prize.id, place: given + i + 1, call, at });
      if (complete.length < places) break;
    }
    if (this.prize === null) happen({ type: 'ended', reason: 'allPrizesGiven', at });
    else if (this.rules.marking === 'automatic' && this.claims.size === 0 && this.callList.length === itemsOf(this.rules.kind)) happen({ type: 'ended', reason: 'allCalled', at });
  }

  /** Who has the pattern of the prize and may still get it, by lot. */
  private complete(prize: BingoPrize): string[] {
    const found = this.players.filter((player, number) => this.mayWin(player) && !this.claims.has(player) && !this.missedPrizes.has(`${prize.id}/${player}`) && this.table.standing(number).missing === 0);
    return found.length < 2 ? found : tieOrder(this.seed, this.round, this.callList.length, found);
  }

  private mayWin(player: string): boolean {
    if (this.rules.onePrizeEach) return !this.won.has(player);
    const prize = this.prize;
    return prize !== null && !this.winners.get(prize.id)!.includes(player);
  }
}
