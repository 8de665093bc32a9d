import { commitmentOf } from '../chance/commitment';
import { type BingoCommand, type BingoEvent, BingoRound, type BingoRules } from './BingoRound';
import { callOrder, nextByChance } from './callOrder';
import { cardKey, dealUnlike } from './dealCard';

/** Everything that is published of a game once it has ended. */
export interface BingoProof {
  /** Hex. */
  seed: string;
  commitment: string;
  rules: BingoRules;
  /** Events of each round, in order, from the first round on. */
  rounds: readonly (readonly BingoEvent[])[];
}

/** What does not agree with seed and rules: where, and in one word what. */
export interface ProofFault {
  what: 'commitment' | 'card' | 'order' | 'result' | 'missing';
  round: number;
  /** Number of the event in its round, from 0; null for the game as a whole. */
  event: number | null;
}

export interface ProofResult {
  faults: ProofFault[];
  cards: number;
  /** Calls that chance made, in the order the seed fixed; the others were made by a hand, and listed as such. */
  callsByChance: number;
  callsByHand: number;
  winners: number;
}

/**
 * Plays a whole game again from its seed: the promise that was published before, every card, every call by chance, every bingo and every lot.
 * Nothing of the server is trusted; it runs in the browser of whoever doubts.
 */
export function verifyGame({ seed: hex, commitment, rules, rounds }: BingoProof): ProofResult {
  const seed = fromHex(hex);
  const result: ProofResult = { faults: [], cards: 0, callsByChance: 0, callsByHand: 0, winners: 0 };
  if (seed === null || commitmentOf(seed) !== commitment.toLowerCase()) {
    result.faults.push({ what: 'commitment', round: 0, event: null });
    return result;
  }
  rounds.forEach((events, index) => verifyRound(rules, seed, index + 1, events, result));
  return result;
}

function verifyRound(rules: BingoRules, seed: Uint8Array, round: number, events: readonly BingoEvent[], result: ProofResult): void {
  const table = new BingoRound(rules, seed, round);
  const order = callOrder(rules.kind, seed, round);
  const taken = new Set<string>();
  for (let at = 0; at < events.length; ) {
    const event = events[at]!;
    const fault = (what: ProofFault['what']) => result.faults.push({ what, round, event: at });
    if (event.type === 'joined') {
      const { card } = dealUnlike(rules.kind, { seed, round, player: event.player }, taken);
      if (cardKey(card) !== cardKey(event.card)) return void fault('card');
      taken.add(cardKey(card));
      result.cards += 1;
    }
    if (event.type === 'called') {
      if (nextByChance(order, table.called) === event.item) result.callsByChance += 1;
      else result.callsByHand += 1;
    }
    const decision = table.take(commandBehind(event));
    if ('refused' in decision) return void fault('order');
    for (const expected of decision.events) {
      const told = events[at];
      if (!told) return void result.faults.push({ what: 'missing', round, event: null });
      if (!sameEvent(expected, told)) return void fault('result');
      if (told.type === 'won') result.winners += 1;
      at += 1;
    }
    // Time passed and nothing came of it: such an event cannot be in the list.
    if (decision.events.length === 0) return void fault('result');
  }
}

/** What must have been commanded for this to be the first event of its turn. */
function commandBehind(event: BingoEvent): BingoCommand {
  switch (event.type) {
    case 'joined':
      return { type: 'join', player: event.player, card: event.card, at: event.at };
    case 'called':
      return { type: 'call', item: event.item, at: event.at };
    case 'marked':
      return { type: 'mark', player: event.player, item: event.item, at: event.at };
    case 'won':
      return { type: 'claim', player: event.player, at: event.at };
    case 'undone':
      return { type: 'undo', at: event.at };
    case 'ended':
      return { type: 'end', at: event.at };
    case 'missed':
    case 'reached':
      return { type: 'expire', at: event.at };
  }
}

/** Stored events come back with their fields in any order. */
function sameEvent(one: BingoEvent, other: BingoEvent): boolean {
  const text = (event: BingoEvent) => JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

function fromHex(hex: string): Uint8Array | null {
  if (!/^([0-9a-f]{2}){16,64}$/i.test(hex)) return null;
  return Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));
}
