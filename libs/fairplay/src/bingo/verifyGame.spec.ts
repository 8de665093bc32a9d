import { commitmentOf } from '../chance/commitment';
import { type BingoEvent, BingoRound, type BingoRules } from './BingoRound';
import { callOrder } from './callOrder';
import { dealUnlike } from './dealCard';
import { type BingoProof, verifyGame } from './verifyGame';

const SEED = Uint8Array.from({ length: 32 }, (_, i) => i);
const RULES: BingoRules = {
  kind: { type: 'balls75', size: 5, freeCentre: true }, onePrizeEach: true, marking: 'automatic', claimWithinMs: null,
  prizes: [{ id: 'line', pattern: { type: 'line' }, winners: 3 }, { id: 'two', pattern: { type: 'twoLines' }, winners: 2 }],
};

/** A whole game of twelve, called by chance but for one ball called by hand. */
function played(rules: BingoRules = RULES): BingoProof {
  const round = new BingoRound(rules, SEED, 1);
  const events: BingoEvent[] = [];
  const take = (command: Parameters<BingoRound['take']>[0]) => {
    const decision = round.take(command);
    if ('events' in decision) events.push(...decision.events);
  };
  for (let i = 0; i < 12; i += 1) take({ type: 'join', player: `p${i}`, card: dealUnlike(rules.kind, { seed: SEED, round: 1, player: `p${i}` }, round.cardKeys).card, at: i });
  const order = callOrder(rules.kind, SEED, 1);
  take({ type: 'call', item: order[40]!, at: 99 });
  for (const [i, item] of order.entries()) {
    if (round.ended) break;
    take({ type: 'call', item, at: 100 + i * 10 });
    if (rules.claimWithinMs !== null && i % 2 === 0) for (const { player } of round.claimsWaiting()) take({ type: 'claim', player, at: 101 + i * 10 });
  }
  if (!round.ended) take({ type: 'end', at: 10_000 });
  return { seed: Buffer.from(SEED).toString('hex'), commitment: commitmentOf(SEED), rules, rounds: [events] };
}

describe('checking a game afterwards', () => {
  it('finds nothing wrong with an honest game, and tells chance from hands', () => {
    const result = verifyGame(played());
    expect(result).toMatchObject({ faults: [], cards: 12, callsByHand: 1, winners: 5 });
    expect(result.callsByChance).toBeGreaterThan(4);
  });

  it('follows a game in which bingo has to be said aloud, also where nobody said it', () => {
    expect(verifyGame(played({ ...RULES, claimWithinMs: 15 }))).toMatchObject({ faults: [], cards: 12 });
  });

  it('sees another seed, a changed promise, and a seed that is none', () => {
    const proof = played();
    for (const cheat of [{ seed: '00'.repeat(32) }, { commitment: 'ab'.repeat(32) }, { seed: 'seed' }]) expect(verifyGame({ ...proof, ...cheat }).faults).toEqual([{ what: 'commitment', round: 0, event: null }]);
  });

  it('sees a card that was not dealt by the seed', () => {
    const proof = played();
    const events = structuredClone(proof.rounds[0]!) as BingoEvent[];
    const joined = events[3] as Extract<BingoEvent, { type: 'joined' }>;
    (joined.card as number[]).reverse();
    expect(verifyGame({ ...proof, rounds: [events] }).faults[0]).toMatchObject({ what: 'card', event: 3 });
  });

  it('sees a winner who was left out, and one who was slipped in', () => {
    const proof = played();
    const events = proof.rounds[0]!;
    const at = events.findIndex((event) => event.type === 'won');
    expect(verifyGame({ ...proof, rounds: [events.filter((_, i) => i !== at)] }).faults).toHaveLength(1);
    const slipped: BingoEvent = { type: 'won', player: 'p7', prize: 'line', place: 1, call: 1, at: 5 };
    expect(verifyGame({ ...proof, rounds: [[...events.slice(0, 12), slipped, ...events.slice(12)]] }).faults[0]).toMatchObject({ what: 'order', event: 12 });
  });

  it('sees a ball that was called twice', () => {
    const proof = played();
    const events = proof.rounds[0]!;
    const call = events.find((event) => event.type === 'called')!;
    expect(verifyGame({ ...proof, rounds: [[...events.slice(0, 14), call, ...events.slice(14)]] }).faults[0]).toMatchObject({ what: 'order' });
  });
});
