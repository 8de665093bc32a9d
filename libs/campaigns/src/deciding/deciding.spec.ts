import fc from 'fast-check';
import { variantSequence } from '../freezing/variantSequence';
import { decideAfterPhase } from './decideAfterPhase';
import { BRAKE_LEAST_CASES, decideBrake } from './decideBrake';
import { type ChunkVerdict, decideChunk, KEY_LIVES_MS } from './decideChunk';
import { decideWinner } from './decideWinner';
import { quietUntil } from './quietUntil';

describe('after a call that carries a retry key', () => {
  const chunk = { size: 500, firstTriedAt: 0, attempts: 1 };
  it.each<[ChunkVerdict, object]>([
    [{ kind: 'sent' }, { do: 'done' }],
    [{ kind: 'alreadySent' }, { do: 'done' }],
    [{ kind: 'refused' }, { do: 'split' }],
    [{ kind: 'quotaUsedUp' }, { do: 'stop', code: 'quotaUsedUp' }],
    [{ kind: 'unauthorized' }, { do: 'stop', code: 'unauthorized' }],
    [{ kind: 'retryLater', reason: 'rate', after: 1_000 }, { do: 'again', afterMs: 1_000, mayHaveArrived: false }],
    [{ kind: 'retryLater', reason: 'network', after: 500 }, { do: 'again', afterMs: 500, mayHaveArrived: true }],
  ])('%j means %j', (verdict, decision) => {
    expect(decideChunk(chunk, verdict, 0)).toEqual(decision);
  });

  it('a refusal of one person is that person’s', () => {
    expect(decideChunk({ ...chunk, size: 1 }, { kind: 'refused' }, 0)).toEqual({ do: 'fail', reason: 'refused' });
  });

  it('is never repeated when LINE has forgotten the key and it may have arrived, whatever the waits were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2 * KEY_LIVES_MS }), fc.constantFrom('server' as const, 'network' as const), (after, attempts, now, reason) => {
        const decision = decideChunk({ size: 500, firstTriedAt: 0, attempts }, { kind: 'retryLater', after, reason }, now);
        if (decision.do === 'again') expect(now + decision.afterMs).toBeLessThanOrEqual(KEY_LIVES_MS);
        else expect(decision).toEqual({ do: 'giveUp' });
      }),
    );
  });
});

describe('variants', () => {
  it('are dealt out by their weights, spread evenly', () => {
    expect(variantSequence([{ id: 'A', weight: 50 }, { id: 'B', weight: 50 }])).toEqual(['A', 'B']);
    expect(variantSequence([{ id: 'A', weight: 3 }, { id: 'B', weight: 1 }])).toEqual(['A', 'A', 'B', 'A']);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }), (weights) => {
        const sequence = variantSequence(weights.map((weight, at) => ({ id: 'ABCDE'[at]!, weight })));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        weights.forEach((weight, at) => expect(sequence.filter((id) => id === 'ABCDE'[at]).length * total).toBe(weight * sequence.length));
      }),
    );
  });

  it('win by their share, not by how many got them; a draw is decided by the first letter', () => {
    expect(decideWinner([{ variant: 'A', delivered: 1_000, successes: 50 }, { variant: 'B', delivered: 100, successes: 9 }])).toBe('B');
    expect(decideWinner([{ variant: 'B', delivered: 10, successes: 0 }, { variant: 'A', delivered: 10, successes: 0 }])).toBe('A');
    expect(decideWinner([])).toBeNull();
  });
});

describe('the brake', () => {
  const lines = { unfollowPercent: 3, errorPercent: 10 };
  it('stops above the line, and not at it', () => {
    expect(decideBrake(lines, { sent: 1_000, failed: 0, unfollowed: 30 })).toBeNull();
    expect(decideBrake(lines, { sent: 1_000, failed: 0, unfollowed: 31 })).toMatchObject({ code: 'unfollows', params: { count: 31, of: 1_000, percent: 3 } });
    expect(decideBrake(lines, { sent: 80, failed: 20, unfollowed: 0 })).toMatchObject({ code: 'errors' });
  });
  it('takes no alarm from a handful of people, and none where no line is drawn', () => {
    expect(decideBrake(lines, { sent: 5, failed: BRAKE_LEAST_CASES - 1, unfollowed: BRAKE_LEAST_CASES - 1 })).toBeNull();
    expect(decideBrake({ unfollowPercent: null, errorPercent: null }, { sent: 10, failed: 90, unfollowed: 10 })).toBeNull();
  });
});

describe('when everybody of a phase is dealt with', () => {
  const facts = { behind: { trial: 10, rest: 80 }, trial: { winnerBy: 'click' as const, afterMinutes: 30 }, winner: null, hasGo: false };
  it('a person looks at the first stage, then the trial, then the winner', () => {
    expect(decideAfterPhase({ ...facts, phase: 0 })).toEqual({ do: 'waitForGo' });
    expect(decideAfterPhase({ ...facts, phase: 0, hasGo: true })).toEqual({ do: 'open', phase: 1 });
    expect(decideAfterPhase({ ...facts, phase: 1 })).toEqual({ do: 'waitForWinner', afterMs: 30 * 60_000 });
    expect(decideAfterPhase({ ...facts, phase: 1, winner: 'B' })).toEqual({ do: 'open', phase: 2 });
    expect(decideAfterPhase({ ...facts, phase: 1, trial: { winnerBy: 'byHand', afterMinutes: 30 } })).toEqual({ do: 'waitForWinner', afterMs: null });
  });
  it('it is over when nobody is left', () => {
    expect(decideAfterPhase({ ...facts, phase: 2 })).toEqual({ do: 'finish' });
    expect(decideAfterPhase({ ...facts, phase: 0, behind: { trial: 0, rest: 0 } })).toEqual({ do: 'finish' });
    expect(decideAfterPhase({ ...facts, phase: 1, behind: { trial: 0, rest: 0 } })).toEqual({ do: 'finish' });
  });
});

describe('quiet hours', () => {
  const night = { from: '21:00', until: '08:00' };
  const at = (text: string) => Date.parse(text);
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  it.each([
    ['in the evening until the next morning', night, 'Asia/Taipei', '2026-11-21T13:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['after midnight until the same morning', night, 'Asia/Taipei', '2026-11-21T17:30:00Z', '2026-11-22T00:00:00.000Z'],
    ['not in the day', night, 'Asia/Taipei', '2026-11-21T04:00:00Z', null],
    ['not at their end', night, 'Asia/Taipei', '2026-11-22T00:00:00Z', null],
    ['over noon', { from: '12:00', until: '13:30' }, 'Asia/Tokyo', '2026-11-21T03:00:00Z', '2026-11-21T04:30:00.000Z'],
    ['none when begin and end are the same', { from: '08:00', until: '08:00' }, 'Asia/Tokyo', '2026-11-20T23:00:00Z', null],
    ['in the night clocks go forward', night, 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-08T12:00:00.000Z'],
    ['in the night clocks go back', night, 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T13:00:00.000Z'],
    ['with an end that clocks skip', { from: '21:00', until: '02:30' }, 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-08T07:30:00.000Z'],
  ])('%s', (_, hours, zone, now, until) => {
    expect(iso(quietUntil(hours, zone, at(now)))).toBe(until);
  });
});
