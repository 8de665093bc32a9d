import fc from 'fast-check';
import { decideAfterSend, decideBeforeSend, type JudgedRow, PUSH_GIVE_UP_AFTER_MS, REPLY_TOKEN_TRUSTED_MS, type Verdict } from './decideDelivery';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const row = (more: Partial<JudgedRow> = {}): JudgedRow => ({
  kind: 'reply', replyTokenAt: NOW - 1_000, otherwise: 'p', createdAt: NOW - 1_000, attempts: 1, mayHaveArrived: false, ...more,
});
const push = (more: Partial<JudgedRow> = {}) => row({ kind: 'push', replyTokenAt: null, ...more });

describe('decideAfterSend', () => {
  const cases: [string, JudgedRow, Verdict, unknown][] = [
    ['a delivered reply is done', row(), { kind: 'sent' }, { do: 'finish', state: 'sent' }],
    ['a 409 on a push is success', push(), { kind: 'alreadySent' }, { do: 'finish', state: 'sent', reason: 'arrivedEarlier' }],
    ['a reply whose outcome is unknown is never repeated', row(), { kind: 'unknown' }, { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' }],
    ['a push whose outcome is unknown is repeated under its key', push(), { kind: 'unknown' }, { do: 'retry', afterMs: 1_000, mayHaveArrived: true }],
    ['an expired token takes the way the node chose', row(), { kind: 'tokenInvalid' }, { do: 'otherwise', reason: 'replyTokenExpired' }],
    ['an invalid token right after a crash means the first call arrived', row({ mayHaveArrived: true }), { kind: 'tokenInvalid' }, { do: 'finish', state: 'sent', reason: 'arrivedEarlier' }],
    ['an invalid token long after a crash proves nothing', row({ mayHaveArrived: true, replyTokenAt: NOW - 70_000 }), { kind: 'tokenInvalid' }, { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' }],
    ['a refused message is not tried again', row(), { kind: 'refused' }, { do: 'finish', state: 'failed', reason: 'refused' }],
    ['a used-up quota is not tried again', push(), { kind: 'quotaUsedUp' }, { do: 'finish', state: 'failed', reason: 'quotaUsedUp' }],
    ['a bad access token holds the channel and keeps the message', row(), { kind: 'unauthorized' }, { do: 'holdChannel' }],
    ['a rate-limited reply waits while its token lives', row(), { kind: 'retryLater', after: 300, reason: 'rate' }, { do: 'retry', afterMs: 300, mayHaveArrived: false }],
    ['a rate-limited reply goes the other way when its token would be gone', row(), { kind: 'retryLater', after: 60_000, reason: 'rate' }, { do: 'otherwise', reason: 'replyTokenExpired' }],
    ['a reply after repeated server errors is unknown, not pushed on top', row({ attempts: 4 }), { kind: 'retryLater', after: 100, reason: 'server' }, { do: 'finish', state: 'unknown', reason: 'outcomeUnknown' }],
    ['a push is given up before LINE forgets its key', push({ createdAt: NOW - PUSH_GIVE_UP_AFTER_MS }), { kind: 'retryLater', after: 1, reason: 'server' }, { do: 'finish', state: 'failed', reason: 'gaveUp' }],
  ];
  it.each(cases)('%s', (_name, judged, verdict, expected) => expect(decideAfterSend(judged, verdict, NOW)).toEqual(expected));

  it('never repeats or pushes a reply that may have arrived once its token is old', () => {
    const verdict = fc.oneof(
      fc.constant<Verdict>({ kind: 'unknown' }),
      fc.constant<Verdict>({ kind: 'tokenInvalid' }),
      fc.record({ kind: fc.constant('retryLater' as const), after: fc.nat(100_000), reason: fc.constantFrom('rate' as const, 'server' as const, 'network' as const) }),
    );
    fc.assert(
      fc.property(verdict, fc.integer({ min: REPLY_TOKEN_TRUSTED_MS, max: 10_000_000 }), fc.integer({ min: 1, max: 9 }), (v, age, attempts) => {
        const decision = decideAfterSend(row({ mayHaveArrived: true, replyTokenAt: NOW - age, attempts }), v, NOW);
        expect(decision).toEqual({ do: 'finish', state: 'unknown', reason: 'outcomeUnknown' });
      }),
    );
  });
});

describe('decideBeforeSend: the table of what to do after a crash', () => {
  it('sends a fresh reply', () => expect(decideBeforeSend(row(), NOW)).toEqual({ do: 'call' }));
  it('repeats a perhaps-sent reply only while "invalid token" would prove that it arrived', () =>
    expect(decideBeforeSend(row({ mayHaveArrived: true }), NOW)).toEqual({ do: 'call' }));
  it('leaves a perhaps-sent reply with an old token as unknown', () =>
    expect(decideBeforeSend(row({ mayHaveArrived: true, replyTokenAt: NOW - 60_000 }), NOW)).toEqual({ do: 'finish', state: 'unknown', reason: 'outcomeUnknown' }));
  it('takes the other way for a reply that was surely not sent and is too old', () =>
    expect(decideBeforeSend(row({ replyTokenAt: NOW - 60_000 }), NOW)).toEqual({ do: 'otherwise', reason: 'replyTokenExpired' }));
  it('always repeats a push: its key makes that safe', () => expect(decideBeforeSend(push({ mayHaveArrived: true }), NOW)).toEqual({ do: 'call' }));
});
