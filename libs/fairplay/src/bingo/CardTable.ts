import { type CardKind, FREE, itemsOf } from './cardKind';
import type { Card } from './dealCard';
import { type Marks, masksOf, missing, type Pattern, type PatternMasks } from './patterns';

/** How near one player is to the pattern being played. */
export interface Standing {
  player: number;
  /** Cells missing: 0 bingo, 1 reach. */
  missing: number;
}

/**
 * All cards of one round with what is marked on them, arranged so that a call touches only the cards that have the item:
 * ten thousand players take a few milliseconds. Derived from seed, players and calls, so it may be thrown away and made again
 * at any time. Players are numbered in the order they joined.
 */
export class CardTable {
  private readonly holders: number[][];
  private readonly cards: Card[] = [];
  private marks: Marks[] = [];
  private pattern: PatternMasks;

  constructor(
    private readonly kind: CardKind,
    pattern: Pattern,
  ) {
    this.holders = Array.from({ length: itemsOf(kind) }, () => []);
    this.pattern = masksOf(kind, pattern);
  }

  /** Players at the table. */
  get size(): number {
    return this.cards.length;
  }

  /** Another player sits down; items called before count for them too, as `called` says. @returns their number */
  sit(card: Card, called: readonly number[] = []): number {
    const player = this.cards.length;
    this.cards.push(card);
    card.forEach((item) => {
      if (item !== FREE) this.holders[item]!.push(player);
    });
    this.marks.push(marksFor(card, new Set(called)));
    return player;
  }

  card(player: number): Card {
    return this.cards[player]!;
  }

  marksOf(player: number): Marks {
    return this.marks[player]!;
  }

  standing(player: number): Standing {
    return { player, missing: missing(this.pattern, this.marks[player]!) };
  }

  /** From now on this pattern is played for; what is marked stays. */
  playFor(pattern: Pattern): void {
    this.pattern = masksOf(this.kind, pattern);
  }

  /** An item is called and marked on every card that has it. @returns the standings that changed, in the order of joining */
  call(item: number): Standing[] {
    const changed: Standing[] = [];
    for (const player of this.holders[item] ?? []) {
      const before = this.marks[player]!;
      const marks = before | (1 << this.cards[player]!.indexOf(item));
      if (marks === before) continue;
      this.marks[player] = marks;
      changed.push({ player, missing: missing(this.pattern, marks) });
    }
    return changed;
  }

  /** Only one player marks an item (games in which players mark by themselves). @returns null when it is not on their card */
  mark(player: number, item: number): Standing | null {
    const cell = this.cards[player]!.indexOf(item);
    if (cell < 0) return null;
    this.marks[player]! |= 1 << cell;
    return this.standing(player);
  }

  /** The last call is taken back. */
  undo(item: number): void {
    for (const player of this.holders[item] ?? []) this.marks[player]! &= ~(1 << this.cards[player]!.indexOf(item));
  }
}

/** What is marked on a card when these items were called. */
export function marksFor(card: Card, called: ReadonlySet<number>): Marks {
  let marks = 0;
  card.forEach((item, cell) => {
    if (item === FREE || called.has(item)) marks |= 1 << cell;
  });
  return marks;
}
