import fc from 'fast-check';
import { callEverybody } from './callEverybody';
import { ChunkPeople } from './ChunkPeople';
import { narrowcastOf } from './narrowcastOf';
import { Pacer } from './Pacer';
import { personalKey } from './personalKey';
import { cutsOf, refusedAt } from './refusedAt';

describe('the pace', () => {
  it('is never more than so many calls in any second, however the process stood still', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 50, maxLength: 200 }), async (stalls) => {
        let now = 0;
        const pacer = new Pacer(195, () => now, async (ms) => void (now += Math.ceil(ms)));
        const starts: number[] = [];
        for (let call = 0; call < 800; call++) {
          // Now and then the event loop is blocked for a while.
          if (call % 7 === 0) now += stalls[call % stalls.length]! % 5 === 0 ? stalls[call % stalls.length]! : 0;
          await pacer.turn();
          starts.push(now);
        }
        for (let from = 0, to = 0; to < starts.length; to++) {
          while (starts[to]! - starts[from]! >= 1_000) from++;
          expect(to - from + 1).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 30 },
    );
  });
  it('comes near to what is allowed when nothing is in the way', async () => {
    let now = 0;
    const pacer = new Pacer(195, () => now, async (ms) => void (now += Math.ceil(ms)));
    for (let call = 0; call < 1_950; call++) await pacer.turn();
    expect(now).toBeLessThan(10_500);
  });
  it('stands still after "too fast"', async () => {
    let now = 0;
    const pacer = new Pacer(195, () => now, async (ms) => void (now += Math.ceil(ms)));
    pacer.block(3_000);
    await pacer.turn();
    expect(now).toBeGreaterThanOrEqual(3_000);
  });
});

describe('the retry key of one person', () => {
  it('is a UUID, always the same for the same person and chunk, and another one for everybody else', () => {
    const key = personalKey('4b2b1c9e-8a3f-4f65-9d0e-2f6a5a4f1c11', 7);
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(personalKey('4b2b1c9e-8a3f-4f65-9d0e-2f6a5a4f1c11', 7)).toBe(key);
    expect(new Set([key, personalKey('4b2b1c9e-8a3f-4f65-9d0e-2f6a5a4f1c11', 8), personalKey('5b2b1c9e-8a3f-4f65-9d0e-2f6a5a4f1c11', 7)]).size).toBe(3);
  });
});

describe('a refused call', () => {
  it('is cut in the middle, or round those LINE named', () => {
    expect(cutsOf([1, 2, 3, 4], [])).toEqual([3]);
    expect(cutsOf([1, 2, 3, 4], [1])).toEqual([2, 3]);
    expect(cutsOf([1, 2, 3], [0])).toEqual([2]);
    expect(cutsOf([5, 9], [])).toEqual([9]);
    expect(refusedAt({ message: "The property, 'to[1]', in the request body is invalid", details: [{ message: 'x', property: 'to[3]' }] }, 4)).toEqual([1, 3]);
    expect(refusedAt({ message: 'to[400]', details: [] }, 4)).toEqual([]);
  });
  it('always falls into at least two parts that together are the whole', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 500 }), fc.array(fc.nat({ max: 600 }), { maxLength: 5 }), (numbers, named) => {
        const nos = numbers.sort((a, b) => a - b);
        const cuts = cutsOf(nos, [...new Set(named.filter((at) => at < nos.length))].sort((a, b) => a - b));
        expect(cuts.length).toBeGreaterThan(0);
        expect(cuts.every((cut) => nos.slice(1).includes(cut))).toBe(true);
      }),
    );
  });
});

describe('calls to many, one by one', () => {
  it('what goes wrong with one person keeps nobody else from their turn, and is said in the end', async () => {
    const tried: number[] = [];
    let underWay = 0;
    let most = 0;
    const all = callEverybody([1, 2, 3, 4, 5, 6, 7], 3, async (person) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      tried.push(person);
      if (person === 2) throw new Error('not this one');
    });
    await expect(all).rejects.toThrow('not this one');
    expect([tried.length, most]).toEqual([7, 3]);
  });
  it('people of a chunk are read back as they were stored, also without contacts', () => {
    const people = new ChunkPeople(2, '4\n9', 'Uann\nUbob', 'c1\nc2', 'A\n');
    expect([...people]).toEqual([{ no: 4, lineUserId: 'Uann', contactId: 'c1', variant: 'A' }, { no: 9, lineUserId: 'Ubob', contactId: 'c2', variant: null }]);
    expect([...new ChunkPeople(1, '4', 'Uann', null, null)]).toEqual([{ no: 4, lineUserId: 'Uann', contactId: '', variant: null }]);
    expect([[...ChunkPeople.nobody], ChunkPeople.nobody.nos(), ChunkPeople.nobody.lineUserIds(), ChunkPeople.nobody.contactIds()]).toEqual([[], [], [], []]);
  });
});

describe('what LINE is asked to pick', () => {
  const to = { type: 'audience' as const, include: [], exclude: [], demographic: null, max: null };
  const demographic = { gender: [], age: null, appType: [], area: [], friendFor: null };
  it('is everybody without conditions', () => {
    expect(narrowcastOf(to)).toEqual({});
    expect(narrowcastOf({ ...to, demographic })).toEqual({});
  });
  it('says audiences, exclusions, people and limit in LINE’s words', () => {
    expect(narrowcastOf({ ...to, include: [1, 2], exclude: [3], max: 50, demographic: { ...demographic, gender: ['female'], age: { from: 'age_20', until: 'age_40' } } })).toEqual({
      recipient: {
        type: 'operator',
        and: [
          { type: 'operator', or: [{ type: 'audience', audienceGroupId: 1 }, { type: 'audience', audienceGroupId: 2 }] },
          { type: 'operator', not: { type: 'audience', audienceGroupId: 3 } },
        ],
      },
      filter: { demographic: { type: 'operator', and: [{ type: 'gender', oneOf: ['female'] }, { type: 'age', gte: 'age_20', lt: 'age_40' }] } },
      limit: { max: 50 },
    });
    expect(narrowcastOf({ ...to, include: [1] })).toEqual({ recipient: { type: 'audience', audienceGroupId: 1 } });
  });
});
