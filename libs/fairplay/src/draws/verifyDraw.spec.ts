import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { commitmentOf } from '../chance/commitment';
import { luckOf, raffle } from './luck';
import { eachPrize, ticketsOf } from './tickets';
import { type DrawProof, verifyDraw } from './verifyDraw';

const SEED = createHash('sha256').update('a draw').digest();
const PRIZES = [{ id: 'gold', stock: 2, odds: 100_000 }, { id: 'silver', stock: 5, odds: 300_000 }];

/** An honest draw: `people` try `each` times, prizes are given while there are some. */
function honest(people: number, each: number, how: 'odds' | 'tickets' | 'raffle'): DrawProof {
  const total = people * each + PRIZES[0]!.stock + PRIZES[1]!.stock;
  const tickets = ticketsOf(PRIZES, total, SEED);
  const left = new Map(PRIZES.map(({ id, stock }) => [id, stock]));
  const names = Array.from({ length: people }, (_, i) => `p${i}`);
  const winners = new Map(raffle(names, 7, SEED).map((name, i) => [name, eachPrize(PRIZES)[i]!]));
  let place = 0;
  const tries = names.flatMap((ticket) =>
    Array.from({ length: how === 'raffle' ? 1 : each }, (_, i) => {
      const attempt = i + 1;
      if (how === 'raffle') return { ticket, attempt, lucky: null, place: null, prizeId: winners.get(ticket) ?? null };
      if (how === 'tickets') return { ticket, attempt, lucky: null, place, prizeId: tickets[place++]! };
      const lucky = luckOf(PRIZES, SEED, ticket, attempt);
      const isThere = lucky !== null && left.get(lucky)! > 0;
      if (isThere) left.set(lucky, left.get(lucky)! - 1);
      return { ticket, attempt, lucky, place: null, prizeId: isThere ? lucky : null };
    }),
  );
  return { seed: SEED, commitment: commitmentOf(SEED), draw: how === 'raffle' ? 'raffle' : 'wheel', chance: how === 'tickets' ? { by: 'tickets', total } : { by: 'odds' }, prizes: PRIZES, tries };
}

describe('drawing it again', () => {
  it('finds nothing wrong with an honest draw, however many took part', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('odds' as const, 'tickets' as const, 'raffle' as const), (people, each, how) => expect(verifyDraw(honest(people, each, how))).toEqual([])));
  });

  it('notices another seed than the promised one', () => {
    const proof = honest(3, 1, 'odds');
    expect(verifyDraw({ ...proof, commitment: commitmentOf(createHash('sha256').update('other').digest()) })).toEqual([{ what: 'seed' }]);
  });

  it.each(['odds', 'tickets', 'raffle'] as const)('notices a prize that was slipped to a friend (%s)', (how) => {
    const proof = honest(30, 1, how);
    const loser = proof.tries.findIndex(({ prizeId, lucky }) => prizeId === null && lucky === null);
    const slipped = proof.tries.map((one, i) => (i === loser ? { ...one, prizeId: 'gold' } : one));
    expect(verifyDraw({ ...proof, tries: slipped })).toContainEqual({ what: how === 'raffle' ? 'winner' : 'prize', ticket: proof.tries[loser]!.ticket, attempt: 1 });
  });

  it('notices luck that was not that of the seed, a try left out, and more prizes than there were', () => {
    const proof = honest(30, 3, 'odds');
    const [first, ...others] = proof.tries;
    expect(verifyDraw({ ...proof, tries: others })).toEqual([{ what: 'attempt', ticket: 'p0', attempt: 1 }]);
    expect(verifyDraw({ ...proof, tries: [{ ...first!, lucky: first!.lucky === 'gold' ? null : 'gold', prizeId: null }, ...others] })).toEqual([{ what: 'luck', ticket: 'p0', attempt: 1 }]);
    expect(verifyDraw({ ...proof, prizes: PRIZES.map((prize) => ({ ...prize, stock: 0 })) }).filter(({ what }) => what === 'overStock')).toHaveLength(2);
  });

  it('notices a ticket taken twice', () => {
    const proof = honest(5, 1, 'tickets');
    expect(verifyDraw({ ...proof, tries: [...proof.tries, { ...proof.tries[0]!, ticket: 'friend' }] })).toContainEqual({ what: 'ticket', ticket: 'friend', attempt: 1 });
  });
});
