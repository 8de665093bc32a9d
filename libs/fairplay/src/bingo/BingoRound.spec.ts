import fc from 'fast-check';
import { type BingoCommand, type BingoEvent, type BingoPrize, BingoRound, type BingoRules } from './BingoRound';
import { callOrder } from './callOrder';
import type { CardKind } from './cardKind';
import { cardKey, dealUnlike } from './dealCard';

/** Nine shops, cards of three by three without a free centre. */
const SHOPS: CardKind = { type: 'list', items: 12, size: 3, freeCentre: false };
const SEED = new Uint8Array(32).fill(7);
const ANN = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** The same top row as Ann. */
const BOB = [0, 1, 2, 9, 10, 11, 3, 4, 5];
const CAT = [9, 10, 11, 0, 3, 6, 1, 4, 7];

const line = (winners = 1, id = 'line'): BingoPrize => ({ id, pattern: { type: 'line' }, winners });
const rules = (more: Partial<BingoRules> = {}): BingoRules => ({ kind: SHOPS, prizes: [line()], onePrizeEach: true, marking: 'automatic', claimWithinMs: null, ...more });

/** A round after these commands; every one of them must have been followed. */
function after(given: BingoRules, commands: readonly BingoCommand[]): { round: BingoRound; events: BingoEvent[] } {
  const round = new BingoRound(given, SEED, 1);
  const events = commands.flatMap((command) => {
    const decision = round.take(command);
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused}`);
    return decision.events;
  });
  return { round, events };
}
const join = (player: string, card: readonly number[]): BingoCommand => ({ type: 'join', player, card, at: 0 });
const call = (item: number, at = 10): BingoCommand => ({ type: 'call', item, at });
const seen = (events: readonly BingoEvent[]) => events.filter((event) => event.type !== 'joined' && event.type !== 'called').map((event) => ('player' in event ? `${event.type} ${event.player}` : event.type));

describe('a round of bingo', () => {
  it('gives the prize to the first full line, and ends with the last prize', () => {
    const { round, events } = after(rules(), [join('ann', ANN), join('cat', CAT), call(0), call(1), call(2)]);
    expect(events.filter((event) => event.type === 'won')).toEqual([{ type: 'won', player: 'ann', prize: 'line', place: 1, call: 3, at: 10 }]);
    expect(round.ended).toBe(true);
    expect(round.take(call(5))).toEqual({ refused: 'ended' });
  });

  it('orders a tie by lot: the same whoever joined first, and never more winners than prizes', () => {
    const one = after(rules(), [join('ann', ANN), join('bob', BOB), call(0), call(1), call(2)]);
    const other = after(rules(), [join('bob', BOB), join('ann', ANN), call(0), call(1), call(2)]);
    expect(one.round.winnersOf('line')).toHaveLength(1);
    expect(other.round.winnersOf('line')).toEqual(one.round.winnersOf('line'));
  });

  it('plays for the next prize with the same call when a tie is left over', () => {
    const { events, round } = after(rules({ prizes: [line(1, 'first'), line(1, 'second')] }), [join('ann', ANN), join('bob', BOB), call(0), call(1), call(2)]);
    expect(events.filter((event) => event.type === 'won').map((event) => event.prize)).toEqual(['first', 'second']);
    expect(new Set([...round.winnersOf('first'), ...round.winnersOf('second')])).toEqual(new Set(['ann', 'bob']));
  });

  it('lets one person win all prizes only where the host wants it so', () => {
    const calls = [0, 1, 2, 3, 4, 5].map((item) => call(item));
    const prizes = [line(1, 'line'), { id: 'two', pattern: { type: 'twoLines' as const }, winners: 1 }];
    expect(after(rules({ prizes, onePrizeEach: false }), [join('ann', ANN), ...calls]).round.winnersOf('two')).toEqual(['ann']);
    expect(after(rules({ prizes }), [join('ann', ANN), ...calls]).round.winnersOf('two')).toEqual([]);
  });

  it('wants bingo said aloud where the host says so, in time', () => {
    const given = rules({ claimWithinMs: 1_000 });
    const start = [join('ann', ANN), join('bob', BOB), call(0), call(1), call(2)];
    const { events, round } = after(given, start);
    expect(seen(events)).toEqual(expect.arrayContaining(['reached ann', 'reached bob']));
    expect(round.take({ type: 'claim', player: 'bob', at: 1_009 })).toEqual({
      events: [{ type: 'won', player: 'bob', prize: 'line', place: 1, call: 3, at: 1_009 }, { type: 'ended', reason: 'allPrizesGiven', at: 1_009 }],
    });
    const late = after(given, start).round;
    expect(late.take({ type: 'claim', player: 'bob', at: 1_010 })).toEqual({ refused: 'noBingo' });
    expect(late.nextExpiry).toBe(1_010);
    expect(seen((late.take({ type: 'expire', at: 1_010 }) as { events: BingoEvent[] }).events).sort()).toEqual(['missed ann', 'missed bob']);
    // The chance at this prize is gone, also when more of the card is called.
    expect(seen((late.take(call(3, 2_000)) as { events: BingoEvent[] }).events)).toEqual([]);
  });

  it('counts only what players marked themselves where they mark', () => {
    const { round } = after(rules({ marking: 'byPlayer' }), [join('ann', ANN), call(0), call(1), call(2)]);
    expect(round.viewOf('ann')).toMatchObject({ missing: 3 });
    const mark = (item: number): BingoCommand => ({ type: 'mark', player: 'ann', item, at: 20 });
    expect(round.take(mark(5))).toEqual({ refused: 'notCalled' });
    round.take(call(9));
    expect(round.take(mark(9))).toEqual({ refused: 'notOnCard' });
    expect(round.take({ type: 'mark', player: 'dan', item: 0, at: 20 })).toEqual({ refused: 'notPlaying' });
    for (const item of [0, 1]) round.take(mark(item));
    expect(round.reaching()).toEqual(['ann']);
    expect(seen((round.take(mark(2)) as { events: BingoEvent[] }).events)).toEqual(['marked ann', 'won ann', 'ended']);
  });

  it('lets what people did mark their cards, without any call', () => {
    const { events } = after(rules({ marking: 'byEvent' }), [join('ann', ANN), join('bob', BOB), ...[0, 1, 2].map((item): BingoCommand => ({ type: 'mark', player: 'bob', item, at: 5 }))]);
    expect(seen(events)).toEqual(['marked bob', 'marked bob', 'marked bob', 'won bob', 'ended']);
  });

  it('takes the last call back, but not once somebody has won with it', () => {
    const { round } = after(rules({ prizes: [line(2)] }), [join('ann', ANN), join('dan', [9, 10, 11, 3, 4, 5, 6, 7, 8]), call(0), call(1)]);
    expect(round.reaching()).toEqual(['ann']);
    expect(round.take({ type: 'undo', at: 20 })).toEqual({ events: [{ type: 'undone', call: 2, item: 1, at: 20 }] });
    expect(round.reaching()).toEqual([]);
    expect([...round.called]).toEqual([0]);
    for (const item of [1, 2]) round.take(call(item));
    expect(round.take({ type: 'undo', at: 30 })).toEqual({ refused: 'someoneWon' });
    expect(after(rules(), []).round.take({ type: 'undo', at: 1 })).toEqual({ refused: 'nothingToUndo' });
  });

  it('forgets a bingo nobody has said yet when its call is taken back', () => {
    const { round } = after(rules({ claimWithinMs: 1_000 }), [join('ann', ANN), call(0), call(1), call(2), { type: 'undo', at: 20 }]);
    expect(round.take({ type: 'claim', player: 'ann', at: 30 })).toEqual({ refused: 'noBingo' });
    expect(seen((round.take(call(2, 40)) as { events: BingoEvent[] }).events)).toEqual(['reached ann']);
  });

  it('lets latecomers join with what was called, once each', () => {
    const { round } = after(rules({ prizes: [line(3)] }), [call(0), call(1), join('ann', ANN)]);
    expect(round.reaching()).toEqual(['ann']);
    expect(round.take(join('ann', ANN))).toEqual({ refused: 'alreadyJoined' });
    expect(round.take(call(0))).toEqual({ refused: 'alreadyCalled' });
    for (const item of [-1, 12, 1.5]) expect(round.take(call(item))).toEqual({ refused: 'noSuchItem' });
  });

  it('ends when everything has been called, or when the host ends it', () => {
    const all = Array.from({ length: 12 }, (_, item) => call(item));
    expect(after(rules(), all).events.at(-1)).toMatchObject({ type: 'ended', reason: 'allCalled' });
    expect(after(rules(), [{ type: 'end', at: 5 }]).events).toEqual([{ type: 'ended', reason: 'byHost', at: 5 }]);
  });

  it('is the same again when it is built from its events, whatever happened', () => {
    const commands = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ type: fc.constant('call' as const), item: fc.integer({ min: 0, max: 11 }) }) },
        fc.record({ type: fc.constant('mark' as const), player: fc.constantFrom('p0', 'p1', 'p2'), item: fc.integer({ min: 0, max: 11 }) }),
        fc.record({ type: fc.constant('claim' as const), player: fc.constantFrom('p0', 'p1', 'p2') }),
        fc.constant({ type: 'undo' as const }),
        fc.constant({ type: 'expire' as const }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(commands, fc.constantFrom<BingoRules['marking']>('automatic', 'byPlayer', 'byEvent'), fc.constantFrom(null, 3), fc.boolean(), (list, marking, claimWithinMs, onePrizeEach) => {
        const given = rules({ marking, claimWithinMs, onePrizeEach, prizes: [line(2), { id: 'all', pattern: { type: 'blackout' }, winners: 1 }] });
        const round = new BingoRound(given, SEED, 1);
        const events: BingoEvent[] = [];
        const taken = new Set<string>();
        const players = ['p0', 'p1', 'p2', 'p3'];
        for (const player of players) {
          const { card } = dealUnlike(SHOPS, { seed: SEED, round: 1, player }, taken);
          taken.add(cardKey(card));
          events.push(...(round.take({ type: 'join', player, card, at: 0 }) as { events: BingoEvent[] }).events);
        }
        list.forEach((command, i) => {
          const decision = round.take({ ...command, at: i + 1 } as BingoCommand);
          if ('events' in decision) events.push(...decision.events);
        });
        const again = new BingoRound(given, SEED, 1);
        for (const event of events) again.apply(event);
        for (const player of players) expect(again.viewOf(player)).toEqual(round.viewOf(player));
        for (const { id, winners } of given.prizes) {
          expect(again.winnersOf(id)).toEqual(round.winnersOf(id));
          expect(round.winnersOf(id).length).toBeLessThanOrEqual(winners);
          expect(new Set(round.winnersOf(id)).size).toBe(round.winnersOf(id).length);
        }
        if (onePrizeEach) {
          const all = given.prizes.flatMap(({ id }) => round.winnersOf(id));
          expect(new Set(all).size).toBe(all.length);
        }
        expect(again.ended).toBe(round.ended);
      }),
    );
  });

  it('takes a call of ten thousand players at once', () => {
    const kind: CardKind = { type: 'balls75', size: 5, freeCentre: true };
    const round = new BingoRound(rules({ kind, prizes: [line(3), { id: 'two', pattern: { type: 'twoLines' }, winners: 5 }] }), SEED, 1);
    const taken = new Set<string>();
    for (let i = 0; i < 10_000; i += 1) {
      const { card } = dealUnlike(kind, { seed: SEED, round: 1, player: `p${i}` }, taken);
      taken.add(cardKey(card));
      round.take({ type: 'join', player: `p${i}`, card, at: 0 });
    }
    for (const item of callOrder(kind, SEED, 1)) if (!round.ended) round.take(call(item));
    expect(round.winnersOf('line')).toHaveLength(3);
    expect(round.winnersOf('two')).toHaveLength(5);
  });
});
